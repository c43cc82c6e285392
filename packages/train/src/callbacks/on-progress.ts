import type { Callback } from '../loop/callback.ts'

/** How far a training is. */
export interface TrainingProgress {
  /** The epoch, counted from 0, and the one to end before. */
  epoch: number
  epochs: number
  /** Steps of this epoch that are done, and all of them. */
  step: number
  steps: number
  /** The share of the training that is done, from 0 to 1. */
  share: number
  /** Seconds since the training began. */
  seconds: number
  /** Seconds until it ends, if it goes on as so far; undefined before the first step has ended. */
  secondsLeft: number | undefined
}

/** Options of {@link onProgress}. */
export interface OnProgressOptions {
  /** How many milliseconds to wait at least between two calls; the end of an epoch is always told. Defaults to 100. */
  every?: number
}

/**
 * Calls a function while a training runs, with the time that is left: for a bar on a page, or a message.
 *
 * @param body Takes how far the training is.
 * @see {@link progressBar} for a terminal
 * @example
 * ```ts
 * import { compile, fit, onProgress } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse' })
 * let share = 0
 * const callbacks = [onProgress((progress) => { share = progress.share })]
 * await fit(model, { x: [[0], [1]], y: [1, 3] }, { epochs: 3, seed: 0, callbacks })
 * console.log(share) // → 1
 * ```
 */
export function onProgress(
  body: (progress: TrainingProgress) => void | Promise<void>,
  { every = 100 }: OnProgressOptions = {},
): Callback {
  if (!(every >= 0)) throw new RangeError(`onProgress: expected milliseconds of at least 0, received every=${every}.`)
  let begun = 0
  let told = 0
  let first = 0
  let epoch = 0
  const progress = (step: number, { epochs, steps }: { epochs: number; steps: number }): TrainingProgress => {
    const seconds = (performance.now() - begun) / 1000
    const done = (epoch - first) * steps + step
    const all = (epochs - first) * steps
    const secondsLeft = done === 0 ? undefined : (seconds / done) * (all - done)
    return { epoch, epochs, step, steps, share: (first * steps + done) / (epochs * steps), seconds, secondsLeft }
  }
  return {
    onTrainBegin() {
      begun = performance.now()
      told = 0
      first = -1
    },
    onEpochBegin(at) {
      if (first < 0) first = at
      epoch = at
    },
    async onBatchBegin(batch, training) {
      if (performance.now() - told < every) return
      told = performance.now()
      await body(progress(batch, training))
    },
    async onEpochEnd(_, __, training) {
      await body(progress(training.steps, training))
    },
  }
}
