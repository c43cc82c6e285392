import type { Callback, Logs, Training } from '../loop/callback.ts'

/**
 * Calls a function after each epoch: for a live plot, or a message.
 *
 * @param body Takes the epoch, counted from 0, and its values; may be asynchronous.
 * @see Keras `callbacks.LambdaCallback(on_epoch_end=…)`
 * @example
 * ```ts
 * import { fit, onEpoch } from '@dlw/train'
 *
 * const losses: number[] = []
 * const collect = onEpoch((_, logs) => void losses.push(logs.loss!))
 * await fit(model, train, { epochs: 3, seed: 0, callbacks: [collect] })
 * console.log(losses.map((loss) => loss.toFixed(2))) // → ['0.82', '0.54', '0.37']
 * ```
 */
export function onEpoch(body: (epoch: number, logs: Logs, training: Training) => void | Promise<void>): Callback {
  return { onEpochEnd: body }
}
