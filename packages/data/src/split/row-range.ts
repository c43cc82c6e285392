/** Returns the row numbers from `from` (inclusive) to `to` (exclusive). */
export function rowRange(from: number, to: number): number[] {
  const rows: number[] = []
  for (let row = from; row < to; row++) rows.push(row)
  return rows
}
