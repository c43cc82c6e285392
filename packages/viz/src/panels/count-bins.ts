import { extent } from '../figure/extent.ts'
import { niceTicks } from './nice-ticks.ts'

/** Counts in bins between round numbers; the last bin includes its upper edge. */
export function countBins(values: readonly number[], bins: number): { from: number; step: number; counts: number[] } {
  const [low, high] = extent(values)
  const ticks = niceTicks(low, high, bins + 1)
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : high - low || 1
  const from = Math.floor(low / step + 1e-9) * step
  const counts: number[] = Array.from({ length: Math.max(1, Math.ceil((high - from) / step - 1e-9)) }, () => 0)
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.floor((value - from) / step + 1e-9))
    counts[bin]! += 1
  }
  return { from, step, counts }
}
