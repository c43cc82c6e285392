import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'
import { halfCosine } from './half-cosine.ts'

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps from the start, or the end of the warm-up, to the lowest rate. */
  steps: number
  /** The lowest rate, as a share of the highest. Defaults to 0. */
  alpha?: number
  /** Steps in which the rate rises from `initial` to `warmupTarget`. Defaults to none. */
  warmupSteps?: number
  /** The rate after the warm-up. Defaults to `initial`. */
  warmupTarget?: number
}

/**
 * A rate that falls along half a cosine, after an optional linear warm-up.
 *
 * @throws RangeError when `steps` is not positive.
 * @see Keras `optimizers.schedules.CosineDecay`
 * @example
 * ```ts
 * import { cosineDecay } from '@dlw/train'
 *
 * const rate = cosineDecay({ initial: 0.1, steps: 10 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0000
 * ```
 */
export function cosineDecay({
  initial,
  steps,
  alpha = 0,
  warmupSteps = 0,
  warmupTarget = initial,
}: CosineDecayOptions): Schedule {
  checkPositive('cosineDecay', { steps })
  return (step) => {
    if (step < warmupSteps) return initial + ((warmupTarget - initial) * step) / warmupSteps
    return warmupTarget * ((1 - alpha) * halfCosine((step - warmupSteps) / steps) + alpha)
  }
}
