import { extent } from '../figure/extent.ts'
/** At most `limit` round values inside a range, 1, 2 or 5 times a power of ten apart. */
export function niceTicks(from: number, to: number, limit: number): number[] {
  const range = to - from
  // Beyond these, steps are no longer numbers.
  if (!(range > 1e-300 && range < 1e300 && limit >= 1)) return [from]
  let power = 10 ** Math.floor(Math.log10(range / limit))
  for (;;) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power
      const first = Math.ceil(from / step - 1e-9)
      const last = Math.floor(to / step + 1e-9)
      if (last - first + 1 <= limit) {
        return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(15)))
      }
    }
    power *= 10
  }
}

/** The range of the finite values, widened to whole ticks, and those ticks. */
export function niceRange(values: readonly number[], limit = 7): { domain: [number, number]; ticks: number[] } {
  let [from, to] = extent(values)
  if (!(from < to)) {
    const margin = Math.abs(from) / 10 || 1
    from -= margin
    to += margin
  }
  const inner = niceTicks(from, to, limit - 1)
  const step = inner.length > 1 ? inner[1]! - inner[0]! : to - from
  const whole = (count: number): number => Number((count * step).toPrecision(12))
  const domain: [number, number] = [whole(Math.floor(from / step + 1e-9)), whole(Math.ceil(to / step - 1e-9))]
  return { domain, ticks: niceTicks(...domain, limit + 1) }
}

/** The range of the positive values, widened to powers of ten or to 1, 2 and 5 times them, and ticks at those. */
export function logRange(values: readonly number[]): { domain: [number, number]; ticks: number[] } {
  const [from, to] = extent(values)
  const factors = to / from > 300 ? [1] : [1, 2, 5]
  const all: number[] = []
  for (let power = Math.floor(Math.log10(from)) - 1; power <= Math.log10(to) + 1; power++) {
    all.push(...factors.map((factor) => Number(`${factor}e${power}`)))
  }
  const first = all.findLastIndex((tick) => tick <= from)
  const last = all.findIndex((tick) => tick >= to)
  const ticks = all.slice(first, Math.max(last, first + 1) + 1)
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks }
}

/** Writes ticks with as many decimals as all of them need, and very large or small ones in powers of ten. */
export function tickText(ticks: readonly number[]): (tick: number) => string {
  const largest = Math.max(...ticks.map(Math.abs))
  if (largest >= 1e6 || largest < 1e-3)
    return (tick) => (tick === 0 ? '0' : minus(tick.toExponential().replace('e+', 'e')))
  const decimals = Math.max(...ticks.map((tick) => String(Number(tick.toPrecision(12))).split('.')[1]?.length ?? 0))
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return (tick) => minus(tick.toLocaleString('en', digits))
}

const minus = (text: string): string => text.replaceAll('-', '−')
