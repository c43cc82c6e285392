import { niceTicks } from '../axes/nice-ticks.ts'
import { extent } from '../figure/extent.ts'

/** Counts in bins between round numbers; the last bin includes its upper edge. */
export function countBins(values: readonly number[], bins: number): { from: number; step: number; counts: number[] } {
  const [low, high] = extent(values)
  const ticks = niceTicks(low, high, bins + 1)
  const range = high - low
  // Values that numbers can hardly tell apart, or that are all the same, are one bin.
  const isOne = !(range > 1e-12 * Math.max(Math.abs(low), Math.abs(high)) && range > 1e-300)
  if (isOne) return { from: low, step: Math.max(range, binAround(low)), counts: [values.length] }
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : range
  const from = Math.floor(low / step + 1e-9) * step
  const counts: number[] = Array.from({ length: Math.max(1, Math.ceil((high - from) / step - 1e-9)) }, () => 0)
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor((value - from) / step + 1e-9)))
    counts[bin]! += 1
  }
  return { from, step, counts }
}

/** The width of the bin of a single value: 1 where that is neither far more nor far less than the value. */
function binAround(value: number): number {
  const size = Math.abs(value)
  return size === 0 || (size >= 1e-2 && size <= 1e6) ? 1 : Math.max(1e-305, 10 ** Math.floor(Math.log10(size) - 1))
}
