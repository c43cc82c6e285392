import { rejectUnknownOptions } from '@dlw/data/arguments'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { workerPort } from '#system'
import { onEpoch } from '../callbacks/on-epoch.ts'
import { onProgress } from '../callbacks/on-progress.ts'
import type { Augment } from '../loop/augmented-rows.ts'
import type { Callback } from '../loop/callback.ts'
import { fit } from '../loop/fit.ts'
import type { TrainStep } from '../loop/step/own-step.ts'
import { carriedError } from './carried-error.ts'
import { type FromWorker, isOurs, type ToWorker, type TrainingOrder } from './messages.ts'
import { buffersOf, restoreTrainingState, trainingState } from './training-state.ts'

/** Options of {@link serveFit}: what cannot cross from the page to a worker, because it is code. */
export interface ServeFitOptions<Values = void> {
  /**
   * Builds and compiles the model as the page does, with losses and layers of your own if you like; its weights are
   * replaced by those of the page's model. May choose the device first, with `useBackend` of `@dlw/backend`. `fit` trains
   * it, and disposes it in the end with its optimizer.
   */
  build(values: Values): LayersModel | Promise<LayersModel>
  /** Callbacks for every training, or a function that makes them for one. Defaults to none. */
  callbacks?: readonly Callback[] | ((values: Values) => readonly Callback[])
  /** As in {@link fit}. */
  augment?: Augment
  /** As in {@link fit}. */
  trainStep?: TrainStep
}

/** A training that has not ended. */
interface Pending {
  abort: AbortController
  isStopped: boolean
}

/**
 * Trains in this worker what {@link fitInWorker} asks for, one training after the other. Call it once, in the file that
 * the worker runs.
 *
 * @throws Error in the main thread of a program, where nobody could ask.
 * @example In the worker: `training-worker.js`
 * ```js
 * import { useBackend } from '@dlw/backend'
 * import { earlyStopping, serveFit } from '@dlw/train'
 * import { build } from './network.js' // the page imports it, too
 *
 * serveFit({
 *   async build({ units }: { units: number }) {
 *     await useBackend({ prefer: 'wasm' })
 *     return build({ units })
 *   },
 *   callbacks: () => [earlyStopping({ patience: 5 })],
 * })
 * ```
 */
export function serveFit<Values = void>(options: ServeFitOptions<Values>): void {
  rejectUnknownOptions('serveFit', options, ['build', 'callbacks', 'augment', 'trainStep'])
  if (typeof options.build !== 'function') {
    throw new TypeError(
      `serveFit: expected build to be a function, received build=${String(options.build)}. Give the one that builds and compiles the model.`,
    )
  }
  const port = workerPort()
  if (!port) {
    throw new Error(
      'serveFit: expected a worker, received the main thread. Call it in the file that new Worker(…) starts, and fitInWorker here.',
    )
  }
  const say = (message: FromWorker, buffers: ArrayBuffer[] = []): void => port.post(message, buffers)
  const pending = new Map<number, Pending>()
  let turn = Promise.resolve()

  const serve = async (id: number, order: TrainingOrder): Promise<void> => {
    const own = pending.get(id)!
    try {
      await train(options as ServeFitOptions<never>, order, { ...own, id, say, isStopped: () => own.isStopped })
    } catch (error) {
      say({ dlwFit: 'error', id, error: carriedError(error) })
    } finally {
      pending.delete(id)
    }
  }
  port.listen((message) => {
    if (!isOurs<ToWorker>(message)) return
    if (message.dlwFit === 'hello') say({ dlwFit: 'ready' })
    else if (message.dlwFit === 'stop') Object.assign(pending.get(message.id) ?? {}, { isStopped: true })
    else if (message.dlwFit === 'abort') pending.get(message.id)?.abort.abort()
    else {
      const { id, order } = message
      pending.set(id, { abort: new AbortController(), isStopped: false })
      turn = turn.then(() => serve(id, order))
    }
  })
  say({ dlwFit: 'ready' })
}

async function train(
  { build, callbacks = [], augment, trainStep }: ServeFitOptions<never>,
  { data, validation, options, state, values, wantsProgress }: TrainingOrder,
  {
    id,
    abort: { signal },
    say,
    isStopped,
  }: {
    id: number
    abort: AbortController
    say: (message: FromWorker, buffers?: ArrayBuffer[]) => void
    isStopped(): boolean
  },
): Promise<void> {
  signal.throwIfAborted()
  const model = await build(values as never)
  try {
    await restoreTrainingState(model, state)
    const list = typeof callbacks === 'function' ? callbacks(values as never) : callbacks
    const epochs = onEpoch((epoch, logs, training) => {
      say({ dlwFit: 'epoch', id, epoch, logs: { ...logs } })
      if (isStopped()) training.stopTraining()
    })
    const progress = onProgress((at) => say({ dlwFit: 'progress', id, progress: at }))
    const history = await fit(model, data, {
      ...options,
      ...(validation && { validation }),
      ...(augment && { augment }),
      ...(trainStep && { trainStep }),
      callbacks: [...list, epochs, ...(wantsProgress ? [progress] : [])],
      signal,
    })
    const trained = await trainingState(model)
    say({ dlwFit: 'done', id, history, state: trained }, buffersOf(trained))
  } finally {
    const { optimizer } = model
    model.dispose()
    optimizer?.dispose()
  }
}
