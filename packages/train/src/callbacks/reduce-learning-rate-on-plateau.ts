import { expectInteger } from '@dlw/data/arguments'
import type { Callback } from '../loop/callback.ts'
import { betterThan, checkMonitor, type Mode } from './direction.ts'

/** Options of {@link reduceLearningRateOnPlateau}. */
export interface ReduceLearningRateOnPlateauOptions {
  /** The value to watch. Defaults to `'val_loss'`. */
  monitor?: string
  /** What the learning rate is multiplied by, in (0, 1). Defaults to 0.1. */
  factor?: number
  /** How many epochs without a better value to wait. Defaults to 10. */
  patience?: number
  /** Which values are better. Defaults to `'auto'`: larger for accuracies, smaller for losses. */
  mode?: Mode
  /** How much better counts as better, in the value's unit. Defaults to 0.0001. */
  minDelta?: number
  /** How many epochs to wait after a reduction before watching again. Defaults to 0. */
  cooldown?: number
  /** The smallest learning rate. Defaults to 0. */
  minimum?: number
}

/**
 * Lowers the learning rate when a value no longer gets better; logs it as `learning_rate`.
 *
 * @throws RangeError when an option is out of range, or the direction of `monitor` cannot be told; at the start of a
 * training that does not log `monitor`.
 * @see Keras `callbacks.ReduceLROnPlateau`
 * @example
 * ```ts
 * import { fit, reduceLearningRateOnPlateau } from '@dlw/train'
 *
 * const callback = reduceLearningRateOnPlateau({ monitor: 'val_accuracy', factor: 0.5, patience: 3 })
 * const { metrics } = await fit(model, train, { epochs: 15, seed: 0, validation, callbacks: [callback] })
 * console.log(metrics.learning_rate!.at(0), metrics.learning_rate!.at(-1)) // → 0.01 0.00125
 * ```
 */
export function reduceLearningRateOnPlateau({
  monitor = 'val_loss',
  factor = 0.1,
  patience = 10,
  mode = 'auto',
  minDelta = 1e-4,
  cooldown = 0,
  minimum = 0,
}: ReduceLearningRateOnPlateauOptions = {}): Callback {
  expectInteger('reduceLearningRateOnPlateau', 'patience', patience, { min: 0 })
  expectInteger('reduceLearningRateOnPlateau', 'cooldown', cooldown, { min: 0 })
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(`reduceLearningRateOnPlateau: expected a factor in (0, 1), received factor=${factor}.`)
  }
  const better = betterThan('reduceLearningRateOnPlateau', { monitor, mode, minDelta })
  let best: number | undefined
  let wait = 0
  let cooling = 0
  return {
    onTrainBegin(training) {
      checkMonitor('reduceLearningRateOnPlateau', monitor, training)
      best = undefined
      wait = 0
      cooling = 0
    },
    state: () => ({ best, wait, cooling }),
    restore(state) {
      best = state.best as number | undefined
      wait = state.wait as number
      cooling = state.cooling as number
    },
    onEpochEnd(_, logs, training) {
      logs.learning_rate = training.learningRate
      if (cooling > 0) {
        cooling--
        wait = 0
      }
      if (better(logs[monitor]!, best)) {
        best = logs[monitor]
        wait = 0
      } else if (cooling === 0 && ++wait >= patience) {
        if (training.learningRate > minimum) {
          training.learningRate = Math.max(training.learningRate * factor, minimum)
          cooling = cooldown
          wait = 0
        }
      }
    },
  }
}
