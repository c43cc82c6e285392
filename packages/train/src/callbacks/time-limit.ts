import type { Callback } from '../loop/callback.ts'

/** Options of {@link timeLimit}. */
export interface TimeLimitOptions {
  /** Tells the time in milliseconds. Defaults to `performance.now`. */
  now?: () => number
}

/**
 * Ends a training after the last epoch that fits into a time: an epoch is not begun when the mean of those so far says
 * that it would end too late. The time of a training that goes on after a crash counts together.
 *
 * @param seconds How long the training may take.
 * @throws RangeError when `seconds` is not positive.
 * @see Lightning `Timer`
 * @example
 * ```ts
 * import { compile, fit, timeLimit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse' })
 * const callbacks = [timeLimit(0.001)]
 * const { epochs } = await fit(model, { x: [[0], [1]], y: [1, 3] }, { epochs: 1_000_000, seed: 0, callbacks })
 * console.log(epochs.length < 1_000_000) // → true
 * ```
 */
export function timeLimit(seconds: number, { now = () => performance.now() }: TimeLimitOptions = {}): Callback {
  if (!(seconds > 0)) throw new RangeError(`timeLimit: expected seconds above 0, received seconds=${seconds}.`)
  let spent = 0
  let begun = 0
  let epochs = 0
  const elapsed = (): number => spent + (now() - begun) / 1000
  return {
    onTrainBegin() {
      spent = 0
      epochs = 0
      begun = now()
    },
    onEpochEnd(_, __, training) {
      epochs++
      if (elapsed() * (1 + 1 / epochs) > seconds) training.stopTraining()
    },
    state: () => ({ spent: elapsed(), epochs }),
    restore(state) {
      spent = state.spent as number
      epochs = state.epochs as number
    },
  }
}
