import type { Schedule } from '../callbacks/learning-rate-schedule.ts'
import { checkPositive } from './check-positive.ts'
import { halfCosine } from './half-cosine.ts'

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** The highest rate: about a tenth of where {@link findLearningRate} sees the loss rise. */
  maximum: number
  /** All steps of the training: epochs times batches. */
  steps: number
  /** The share of the steps in which the rate rises, in (0, 1). Defaults to 0.3. */
  warmup?: number
  /** How many times smaller than `maximum` the rate begins. Defaults to 25. */
  startDivisor?: number
  /** How many times smaller than its beginning the rate ends. Defaults to 10 000. */
  endDivisor?: number
}

/**
 * A rate that rises and then falls, along cosines: fewer epochs for the same result.
 *
 * @throws RangeError when an option is out of range.
 * @see PyTorch `OneCycleLR`; fastai `fit_one_cycle`
 * @example
 * ```ts
 * import { oneCycle } from '@dlw/train'
 *
 * const rate = oneCycle({ maximum: 0.1, steps: 11 })
 * console.log([0, 5, 10].map((step) => rate(step, 0).toFixed(4)).join(' ')) // → 0.0040 0.0726 0.0000
 * ```
 */
export function oneCycle({
  maximum,
  steps,
  warmup = 0.3,
  startDivisor = 25,
  endDivisor = 10_000,
}: OneCycleOptions): Schedule {
  checkPositive('oneCycle', { maximum, steps, startDivisor, endDivisor })
  if (!(warmup > 0 && warmup < 1)) {
    throw new RangeError(`oneCycle: expected a share in (0, 1), received warmup=${warmup}.`)
  }
  const start = maximum / startDivisor
  const end = start / endDivisor
  const top = warmup * steps - 1
  return (step) =>
    step <= top
      ? maximum + (start - maximum) * halfCosine(step / top)
      : end + (maximum - end) * halfCosine((step - top) / (steps - 1 - top))
}
