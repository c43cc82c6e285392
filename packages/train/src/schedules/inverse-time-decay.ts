import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'
import { type DecayOptions, periods } from './decay-options.ts'

/**
 * A rate divided by 1 + `rate` · step / `steps`.
 *
 * @throws RangeError when `steps` or `rate` is not positive.
 * @see Keras `optimizers.schedules.InverseTimeDecay`
 * @example
 * ```ts
 * import { inverseTimeDecay } from '@dlw/train'
 *
 * const rate = inverseTimeDecay({ initial: 0.1, steps: 5, rate: 1 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0333
 * ```
 */
export function inverseTimeDecay(options: DecayOptions): Schedule {
  checkPositive('inverseTimeDecay', { steps: options.steps, rate: options.rate })
  return (step) => options.initial / (1 + options.rate * periods(step, options))
}
