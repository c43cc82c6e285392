import { expectInteger, rejectUnknownOptions } from '@dlw/data/arguments'
import { readWeights, writeWeights } from '@dlw/models/weights'
import type { Callback } from '../loop/callback.ts'
import { betterThan, checkMonitor, type Mode } from './direction.ts'

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions {
  /** The value to watch. Defaults to `'val_loss'`. */
  monitor?: string
  /** How much better counts as better, in the value's unit. Defaults to 0. */
  minDelta?: number
  /** How many epochs without a better value to wait. Defaults to 0. */
  patience?: number
  /** Which values are better. Defaults to `'auto'`: larger for accuracies, smaller for losses. */
  mode?: Mode
  /** What the value must beat, or the training ends when patience does. Defaults to none. */
  baseline?: number
  /** Whether to end with the weights of the best epoch in place of the last. Defaults to false. */
  restoreBestWeights?: boolean
  /** The first epoch to watch, counted from 0. Defaults to 0. */
  startFromEpoch?: number
}

/** What {@link earlyStopping} knows of the last training. */
export interface EarlyStopping extends Callback {
  /** The best value; undefined before there is one. */
  readonly best: number | undefined
  /** The epoch of the best value, counted from 0. */
  readonly bestEpoch: number
  /** The epoch that ended the training, counted from 0; undefined when it ended otherwise. */
  readonly stoppedEpoch: number | undefined
}

const known = [
  'monitor',
  'minDelta',
  'patience',
  'mode',
  'baseline',
  'restoreBestWeights',
  'startFromEpoch',
] satisfies (keyof EarlyStoppingOptions)[]

/**
 * Ends a training when a value no longer gets better. May be used for one training after another.
 *
 * @throws RangeError when `patience` or `startFromEpoch` is not a whole number of at least 0, or the direction of
 * `monitor` cannot be told; at the start of a training that does not log `monitor`.
 * @see Keras `callbacks.EarlyStopping`
 * @example
 * ```ts
 * import { earlyStopping, fit } from '@dlw/train'
 *
 * const stop = earlyStopping({ monitor: 'val_accuracy', patience: 5, restoreBestWeights: true })
 * const { epochs } = await fit(model, train, { epochs: 200, seed: 0, validation, callbacks: [stop] })
 * console.log(epochs.length, stop.bestEpoch, stop.stoppedEpoch) // → 10 4 9
 * ```
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): EarlyStopping {
  rejectUnknownOptions('earlyStopping', options, known)
  const { monitor = 'val_loss', minDelta = 0, patience = 0, mode = 'auto', baseline } = options
  const { restoreBestWeights = false, startFromEpoch = 0 } = options
  expectInteger('earlyStopping', 'patience', patience, { min: 0 })
  expectInteger('earlyStopping', 'startFromEpoch', startFromEpoch, { min: 0 })
  const larger = betterThan('earlyStopping', { monitor, mode, minDelta })
  // Keras compares single precision numbers, which is what a training measures.
  const better = (value: number, other: number): boolean => larger(Math.fround(value), Math.fround(other))
  let best: number | undefined
  let bestEpoch = 0
  let stoppedEpoch: number | undefined
  let wait = 0
  let weights: Float32Array[] | undefined

  return {
    get best() {
      return best
    },
    get bestEpoch() {
      return bestEpoch
    },
    get stoppedEpoch() {
      return stoppedEpoch
    },
    onTrainBegin(training) {
      checkMonitor('earlyStopping', monitor, training)
      best = undefined
      bestEpoch = 0
      stoppedEpoch = undefined
      wait = 0
      weights = undefined
    },
    async onEpochEnd(epoch, logs, training) {
      if (epoch < startFromEpoch) return
      const value = logs[monitor]!
      if (restoreBestWeights && !weights) {
        weights = await readWeights(training.model)
        bestEpoch = epoch
      }
      wait++
      if (best === undefined || better(value, best)) {
        best = value
        bestEpoch = epoch
        if (restoreBestWeights) weights = await readWeights(training.model)
        if (baseline === undefined || better(value, baseline)) wait = 0
      } else if (wait >= patience && epoch > 0) {
        stoppedEpoch = epoch
        training.stopTraining()
      }
    },
    state: () => ({ best, bestEpoch, stoppedEpoch, wait, weights }),
    restore(state) {
      best = state.best as number | undefined
      bestEpoch = state.bestEpoch as number
      stoppedEpoch = state.stoppedEpoch as number | undefined
      wait = state.wait as number
      weights = state.weights as Float32Array[] | undefined
    },
    onTrainEnd(_, { model }) {
      if (weights) writeWeights(model, weights)
      weights = undefined
    },
  }
}
