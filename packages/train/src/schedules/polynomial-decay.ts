import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps to the end. */
  steps: number
  /** The rate at the end. Defaults to 0.0001. */
  end?: number
  /** 1 falls in a line. Defaults to 1. */
  power?: number
  /** Whether to begin again, for longer, after each end. Defaults to false. */
  cycle?: boolean
}

/**
 * A rate that falls along a power of the steps left.
 *
 * @throws RangeError when `steps` is not positive.
 * @see Keras `optimizers.schedules.PolynomialDecay`
 * @example
 * ```ts
 * import { polynomialDecay } from '@dlw/train'
 *
 * const rate = polynomialDecay({ initial: 0.1, steps: 10, end: 0 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.1000 0.0500 0.0000
 * ```
 */
export function polynomialDecay({
  initial,
  steps,
  end = 0.0001,
  power = 1,
  cycle = false,
}: PolynomialDecayOptions): Schedule {
  checkPositive('polynomialDecay', { steps })
  return (step) => {
    const whole = cycle ? steps * Math.max(1, Math.ceil(step / steps)) : steps
    return (initial - end) * (1 - Math.min(step, whole) / whole) ** power + end
  }
}
