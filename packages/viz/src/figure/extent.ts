/**
 * Returns the smallest and the largest finite value, or Infinity and −Infinity if there is none. Works for any number
 * of values.
 */
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
