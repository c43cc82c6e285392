/** Returns the row numbers from `from` (inclusive) to `to` (exclusive). */
export function rowRange(from: number, to: number): number[] {
  const rows = new Array<number>(Math.max(0, to - from))
  for (let place = 0; place < rows.length; place++) rows[place] = from + place
  return rows
}
