import type { Callback } from '../loop/callback.ts'

/**
 * Ends a training after the epoch in which the loss stops being a finite number.
 *
 * Without it a training goes on with weights that are no numbers. Keras ends after the batch; values are read once per
 * epoch here, and the history is the same.
 *
 * @see Keras `callbacks.TerminateOnNaN`
 * @example
 * ```ts
 * import { compile, fit, terminateOnNaN } from '@dlw/train'
 *
 * compile(model, { loss: 'mse', optimizer: 'sgd', learningRate: 1e30 })
 * const { epochs } = await fit(model, train, { epochs: 99, seed: 0, callbacks: [terminateOnNaN()] })
 * console.log(epochs.length) // → 1
 * ```
 */
export function terminateOnNaN(): Callback {
  return {
    onEpochEnd(_, { loss }, training) {
      if (!Number.isFinite(loss)) training.stopTraining()
    },
  }
}
