import type { TrainingProgress } from '../callbacks/on-progress.ts'
import type { History, Logs, Training } from '../loop/callback.ts'
import { revivedError } from './carried-error.ts'
import { hearWorker, type TrainingWorker } from './hear-worker.ts'
import { type FromWorker, isOurs, type ToWorker, type TrainingOrder } from './messages.ts'
import type { TrainingState } from './training-state.ts'

/** What goes with an order, and who hears of it. */
export interface Asking {
  /** What to move to the worker. */
  buffers: ArrayBuffer[]
  onEpoch: ((epoch: number, logs: Logs, training: Pick<Training, 'stopTraining'>) => void | Promise<void>) | undefined
  onProgress: ((progress: TrainingProgress) => void | Promise<void>) | undefined
  signal: AbortSignal | undefined
}

/** What a worker answers. */
export interface Trained {
  history: History
  state: TrainingState
}

let asked = 0

/**
 * Has a worker train. The first word of any of these decides: its answer, its error, its end, the signal, an error of a
 * function that listens. What comes later, or to another question, is not heard.
 */
export async function askWorker(
  given: TrainingWorker | (() => TrainingWorker),
  order: TrainingOrder,
  { buffers, onEpoch, onProgress, signal }: Asking,
): Promise<Trained> {
  const worker = typeof given === 'function' ? given() : given
  const id = asked++
  const say = (message: ToWorker, moved: ArrayBuffer[] = []): void => worker.postMessage(message, moved)
  const stopTraining = (): void => say({ dlwFit: 'stop', id })
  let isSent = false
  let stopHearing: (() => void) | undefined
  let abort: (() => void) | undefined
  try {
    return await new Promise<Trained>((resolve, reject) => {
      let listeners = Promise.resolve()
      /** Calls one function after the other; the first error ends the training. */
      const tell = (body: () => void | Promise<void>): void => {
        listeners = listeners.then(body)
        listeners.catch(reject)
      }
      const hear = (message: FromWorker): void => {
        if (message.dlwFit === 'ready') {
          if (!isSent) say({ dlwFit: 'train', id, order }, buffers)
          isSent = true
        } else if (message.id === id) {
          if (message.dlwFit === 'epoch') tell(() => onEpoch?.(message.epoch, message.logs, { stopTraining }))
          else if (message.dlwFit === 'progress') tell(() => onProgress?.(message.progress))
          else if (message.dlwFit === 'error') reject(revivedError(message.error))
          else tell(() => resolve(message))
        }
      }
      stopHearing = hearWorker(worker, {
        onMessage(message) {
          try {
            if (isOurs<FromWorker>(message)) hear(message)
          } catch (error) {
            // What cannot be cloned, such as a function among the values.
            reject(error)
          }
        },
        onEnd: (cause) => reject(ended(cause)),
      })
      abort = () => reject(signal!.reason)
      signal?.addEventListener('abort', abort, { once: true })
      // Whichever of the two begins to listen first, this or the answer is heard.
      say({ dlwFit: 'hello' })
    })
  } catch (error) {
    if (isSent) say({ dlwFit: 'abort', id })
    throw error
  } finally {
    if (abort) signal?.removeEventListener('abort', abort)
    stopHearing?.()
    if (typeof given === 'function') worker.terminate()
  }
}

const ended = (cause: Error): Error =>
  new Error(
    `fitInWorker: expected a worker that trains to the end, received one that failed: ${cause.message} Check that its file calls serveFit and loads.`,
    { cause },
  )
