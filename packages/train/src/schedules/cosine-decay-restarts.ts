import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'
import { halfCosine } from './half-cosine.ts'

/** Options of {@link cosineDecayRestarts}. */
export interface CosineDecayRestartsOptions {
  /** The rate at the start. */
  initial: number
  /** Steps to the first restart. */
  firstSteps: number
  /** How many times longer each period is than the one before. Defaults to 2. */
  lengthen?: number
  /** What the highest rate is multiplied by at each restart. Defaults to 1. */
  shrink?: number
  /** The lowest rate, as a share of the highest. Defaults to 0. */
  alpha?: number
}

/**
 * A rate that falls along half a cosine again and again.
 *
 * @throws RangeError when `firstSteps` or `lengthen` is not positive.
 * @see Keras `optimizers.schedules.CosineDecayRestarts`
 * @example
 * ```ts
 * import { cosineDecayRestarts } from '@dlw/train'
 *
 * const rate = cosineDecayRestarts({ initial: 0.1, firstSteps: 5 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.1000 0.0500
 * ```
 */
export function cosineDecayRestarts({
  initial,
  firstSteps,
  lengthen = 2,
  shrink = 1,
  alpha = 0,
}: CosineDecayRestartsOptions): Schedule {
  checkPositive('cosineDecayRestarts', { firstSteps, lengthen })
  return (step) => {
    let left = step
    let period = firstSteps
    let height = 1
    while (left >= period) {
      left -= period
      period *= lengthen
      height *= shrink
    }
    return initial * ((1 - alpha) * height * halfCosine(left / period) + alpha)
  }
}
