import type { Callback, Logs, Training } from '../loop/callback.ts'

/**
 * Calls a function after each epoch: for a live plot, or a message.
 *
 * @param body Takes the epoch, counted from 0, and its values; may be asynchronous.
 * @see Keras `callbacks.LambdaCallback(on_epoch_end=…)`
 * @example
 * ```ts
 * import { onEpoch } from '@dlw/train'
 *
 * const losses: (number | undefined)[] = []
 * const callback = onEpoch((_, logs) => void losses.push(logs.loss))
 * console.log(typeof callback.onEpochEnd) // → function
 * ```
 */
export function onEpoch(body: (epoch: number, logs: Logs, training: Training) => void | Promise<void>): Callback {
  return { onEpochEnd: body }
}
