/** The row numbers from `from` up to but without `to`. */
export function rowRange(from: number, to: number): number[] {
  const rows: number[] = []
  for (let row = from; row < to; row++) rows.push(row)
  return rows
}
