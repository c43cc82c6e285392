import type { Callback } from './callback.ts'

/**
 * Ends a training after the epoch in which the loss stops being a finite number.
 *
 * Without it a training goes on with weights that are no numbers. Keras ends after the batch; values are read once per
 * epoch here, and the history is the same.
 *
 * @see Keras `callbacks.TerminateOnNaN`
 */
export function terminateOnNaN(): Callback {
  return {
    onEpochEnd(_, { loss }, training) {
      if (!Number.isFinite(loss)) training.stopTraining()
    },
  }
}
