/** At most `limit` round values inside a range, 1, 2 or 5 times a power of ten apart. */
export function niceTicks(from: number, to: number, limit: number): number[] {
  if (!(to > from && limit >= 1)) return [from]
  let power = 10 ** Math.floor(Math.log10((to - from) / limit))
  for (;;) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power
      const first = Math.ceil(from / step - 1e-9)
      const last = Math.floor(to / step + 1e-9)
      if (last - first + 1 <= limit) {
        return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
      }
    }
    power *= 10
  }
}
