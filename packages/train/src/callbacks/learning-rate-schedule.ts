import type { Callback } from '../loop/callback.ts'

/** A learning rate for an epoch or a step, counted from 0; `rate` is the present one. */
export type Schedule = (step: number, rate: number) => number

/** Options of {@link learningRateSchedule}. */
export interface LearningRateScheduleOptions {
  /** Whether the schedule counts epochs or steps. Defaults to `'epoch'`. */
  every?: 'epoch' | 'step'
}

/**
 * Sets the learning rate by a schedule, and logs it as `learning_rate`.
 *
 * @param schedule One of {@link cosineDecay}, {@link exponentialDecay}, {@link oneCycle}, … or a function of your own.
 * @throws RangeError when the schedule returns a rate that is not a number of at least 0.
 * @see Keras `callbacks.LearningRateScheduler`, and `optimizers.schedules` for `every: 'step'`
 * @example
 * ```ts
 * import { fit, learningRateSchedule } from '@dlw/train'
 *
 * const callbacks = [learningRateSchedule((_, rate) => rate / 2)]
 * const { metrics } = await fit(model, train, { epochs: 3, seed: 0, callbacks })
 * console.log(metrics.learning_rate) // → [0.005, 0.0025, 0.00125]
 * ```
 */
export function learningRateSchedule(
  schedule: Schedule,
  { every = 'epoch' }: LearningRateScheduleOptions = {},
): Callback {
  let epochNow = 0
  return {
    onEpochBegin(epoch, training) {
      epochNow = epoch
      if (every === 'epoch') training.learningRate = schedule(epoch, training.learningRate)
    },
    ...(every === 'step'
      ? {
          onBatchBegin(batch, training) {
            training.learningRate = schedule(epochNow * training.steps + batch, training.learningRate)
          },
        }
      : {}),
    onEpochEnd(_, logs, training) {
      logs.learning_rate = training.learningRate
    },
  }
}
