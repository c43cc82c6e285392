import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'
import { type DecayOptions, periods } from './decay-options.ts'

/**
 * A rate multiplied by `rate` each `steps`.
 *
 * @throws RangeError when `steps` or `rate` is not positive.
 * @see Keras `optimizers.schedules.ExponentialDecay`
 * @example
 * ```ts
 * import { exponentialDecay } from '@dlw/train'
 *
 * const rate = exponentialDecay({ initial: 0.1, steps: 5, rate: 0.5 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0250
 * ```
 */
export function exponentialDecay(options: DecayOptions): Schedule {
  checkPositive('exponentialDecay', { steps: options.steps, rate: options.rate })
  return (step) => options.initial * options.rate ** periods(step, options)
}
