/** The least and the greatest finite value; Infinity and −Infinity when there is none. Any number of values will do. */
export function extent(values: Iterable<number>): [from: number, to: number] {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < from) from = value
    if (value > to) to = value
  }
  return [from, to]
}
