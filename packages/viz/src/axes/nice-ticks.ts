import { extent } from '../figure/extent.ts'

/** At most `limit` round values inside a range, 1, 2 or 5 times a power of ten apart. */
export function niceTicks(from: number, to: number, limit: number): number[] {
  const range = to - from
  // Beyond these, steps are no longer numbers.
  if (!(range > 1e-305 && range < 1e308 && limit >= 1)) return [from]
  let power = 10 ** Math.floor(Math.log10(range / limit))
  for (;;) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power
      const first = Math.ceil(from / step - 1e-9)
      const last = Math.floor(to / step + 1e-9)
      if (last - first + 1 <= limit) {
        const ticks = Array.from({ length: last - first + 1 }, (_, index) => roundTick((first + index) * step, step))
        // Where neighbours differ by less than numbers can tell, several become one, and some fall outside.
        return [...new Set(ticks)].filter((tick) => tick >= from - step * 1e-6 && tick <= to + step * 1e-6)
      }
    }
    power *= 10
  }
}

/** Takes off what arithmetic adds to a multiple of the step. */
function roundTick(value: number, step: number): number {
  return step >= 1 && Math.abs(value) < 1e17 ? Math.round(value) : Number(value.toPrecision(15))
}

/** The range of the finite values, widened to whole ticks, and those ticks. */
export function niceRange(values: Iterable<number>, limit = 7): { domain: [number, number]; ticks: number[] } {
  let [from, to] = extent(values)
  if (!(from < to)) {
    const margin = Math.abs(from) / 10 || 1
    from -= margin
    to += margin
  }
  const inner = niceTicks(from, to, limit - 1)
  const step = inner.length > 1 ? inner[1]! - inner[0]! : to - from
  const digits = to - from > 1e-9 * Math.max(Math.abs(from), Math.abs(to)) ? 12 : 17
  const whole = (count: number): number => Number((count * step).toPrecision(digits))
  const wide: [number, number] = [whole(Math.floor(from / step + 1e-9)), whole(Math.ceil(to / step - 1e-9))]
  const domain: [number, number] = wide[1] - wide[0] >= (to - from) * 0.999 ? wide : [from, to]
  return { domain, ticks: niceTicks(...domain, limit + 1) }
}

/** The range of the positive values, widened to powers of ten or to 1, 2 and 5 times them, and ticks at those. */
export function logRange(values: Iterable<number>): { domain: [number, number]; ticks: number[] } {
  const [from, to] = extent(values)
  const factors = to / from > 300 ? [1] : [1, 2, 5]
  const every = Math.max(1, Math.ceil((Math.log10(to) - Math.log10(from)) / 9))
  const start = Math.floor((Math.floor(Math.log10(from)) - 1) / every) * every
  const all: number[] = []
  for (let power = start; power <= Math.log10(to) + every; power += every) {
    // The outermost powers of ten are beyond what numbers hold.
    all.push(...factors.map((factor) => Number(`${factor}e${power}`)).filter((tick) => tick > 0 && tick < 1e308))
  }
  const first = Math.max(
    0,
    all.findLastIndex((tick) => tick <= from),
  )
  const last = all.findIndex((tick) => tick >= to)
  const ticks = all.slice(first, (last < 0 ? all.length : Math.max(last, first + 1)) + 1)
  return { domain: [Math.min(from, ...ticks), Math.max(to, ...ticks)], ticks }
}

/** Writes ticks with as many decimals as all of them need, and very large or small ones in powers of ten. */
export function tickText(ticks: readonly number[]): (tick: number) => string {
  const largest = extent(ticks.map(Math.abs))[1]
  if (largest >= 1e6 || largest < 1e-3)
    return (tick) => (tick === 0 ? '0' : minus(Number(tick.toPrecision(6)).toExponential().replace('e+', 'e')))
  const decimals = Math.max(...ticks.map((tick) => String(Number(tick.toPrecision(12))).split('.')[1]?.length ?? 0))
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return (tick) => minus(tick.toLocaleString('en', digits))
}

const minus = (text: string): string => text.replaceAll('-', '−')
