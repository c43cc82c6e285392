import { rejectUnknownOptions } from '@dlw/data/arguments'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { TrainingProgress } from '../callbacks/on-progress.ts'
import { ensureBuilt } from '../compile/ensure-built.ts'
import type { History, Logs, Training } from '../loop/callback.ts'
import { checkFitOptions } from '../loop/check-fit-options.ts'
import { claimModel } from '../loop/claim-model.ts'
import type { LabelledData } from '../rows/labelled-data.ts'
import { askWorker } from './ask-worker.ts'
import { dataCarrier } from './carried-data.ts'
import type { TrainingWorker } from './hear-worker.ts'
import type { CarriedOptions } from './messages.ts'
import { buffersOf, restoreTrainingState, trainingState } from './training-state.ts'

/** Options of {@link fitInWorker}. */
export interface FitInWorkerOptions<Values = void> extends CarriedOptions {
  /**
   * The worker whose file calls {@link serveFit}; or a function that starts one, which ends with the training. Write
   * `new Worker(new URL('./training-worker.js', import.meta.url), { type: 'module' })` in your own code: there bundlers
   * see it.
   */
  worker: TrainingWorker | (() => TrainingWorker)
  /** What `build` of the worker gets: plain data, such as the hyperparameters of the model. Defaults to nothing. */
  values?: Values
  /** Data to evaluate the model on after each epoch; its values are logged with `val_` before their names. */
  validation?: LabelledData
  /**
   * Called on this side after each epoch, counted from 0, with its values. `stopTraining` ends the training after the epoch
   * that it is in when it hears of it.
   */
  onEpoch?: (epoch: number, logs: Logs, training: Pick<Training, 'stopTraining'>) => void | Promise<void>
  /** Called on this side with the time that is left, about ten times per second. */
  onProgress?: (progress: TrainingProgress) => void | Promise<void>
  /** Ends the training after the step it is in, by throwing the signal's reason at once. The model is then as before. */
  signal?: AbortSignal
  /**
   * Whether typed arrays of yours stay readable here: they are copied then, and moved otherwise. Defaults to false.
   */
  keepData?: boolean
}

const carried = [
  'batchSize',
  'capture',
  'classWeight',
  'epochs',
  'gradientAccumulationSteps',
  'initialEpoch',
  'sampleWeight',
  'seed',
  'shuffle',
  'verbose',
] as const
const known = [...carried, 'worker', 'values', 'validation', 'onEpoch', 'onProgress', 'signal', 'keepData']

/**
 * Trains a model as {@link fit} does, in a worker: the page stays responsive, and the weights, the optimizer's state and the
 * history come back. With the same seed and device they have the digits of `fit`.
 *
 * Weights and rows travel; code does not. The worker's file calls {@link serveFit} with a function that builds and
 * compiles the model as it is here, so that losses, layers and optimizers of your own work as well. Rows move to the worker
 * without a copy: **a typed array is empty afterwards** unless `keepData` is set or its buffer is shared. Lists, tables and
 * tensors stay as they are.
 *
 * @param model The model whose weights to train. While the worker trains, nothing else may.
 * @param data Rows that memory holds.
 * @throws What `fit` throws in the worker, with its name and message; an Error when the worker cannot be loaded, crashes or
 * exits; TypeError for an array that an earlier call moved, and for callbacks, which belong into the worker. The model is as
 * before then.
 * @see Keras `Model.fit`
 * @example In Node; `training-worker.ts` is like the example of {@link serveFit}
 * ```ts
 * import { Worker } from 'node:worker_threads'
 * import { fitInWorker } from '@dlw/train'
 *
 * const worker = () => new Worker(new URL('./training-worker.ts', import.meta.url))
 * const { metrics } = await fitInWorker(model, train, { worker, epochs: 10, seed: 0 })
 * console.log(metrics.loss!.length, metrics.loss!.at(-1)! < metrics.loss![0]! / 5) // → 10 true
 * ```
 * @example On a page, with a worker for several trainings
 * ```js
 * const worker = new Worker(new URL('./training-worker.js', import.meta.url), { type: 'module' })
 * const values = { units: 8 }
 * const model = build(values)
 * await fitInWorker(model, train, { worker, values, epochs: 20, seed: 0, onEpoch: (epoch, { loss }) => draw(epoch, loss) })
 * worker.terminate()
 * ```
 */
export async function fitInWorker<Values = void>(
  model: LayersModel,
  data: LabelledData,
  options: FitInWorkerOptions<Values>,
): Promise<History> {
  refuseCode(options)
  rejectUnknownOptions('fitInWorker', options, known)
  const { worker, values, validation, onEpoch, onProgress, signal, keepData = false } = options
  const { batchSize = 32, epochs, gradientAccumulationSteps = 1, seed, initialEpoch = 0 } = options
  checkFitOptions('fitInWorker', { epochs, batchSize, gradientAccumulationSteps, seed, initialEpoch })
  signal?.throwIfAborted()
  ensureBuilt(model)
  const release = claimModel(model, 'fitInWorker')
  try {
    const carrier = dataCarrier(model, { keepData })
    const plain = Object.fromEntries(carried.flatMap((name) => (name in options ? [[name, options[name]]] : [])))
    if (options.sampleWeight !== undefined) {
      plain.sampleWeight = await carrier.packPart(options.sampleWeight, 'sampleWeight', model.outputNames)
    }
    const state = await trainingState(model)
    const order = {
      data: await carrier.pack(data, 'rows'),
      validation: validation && (await carrier.pack(validation, 'validation rows')),
      options: plain as unknown as CarriedOptions,
      ...{ state, values, wantsProgress: onProgress !== undefined },
    }
    const { history, state: trained } = await askWorker(worker, order, {
      buffers: [...carrier.buffers, ...buffersOf(state)],
      onEpoch,
      onProgress,
      signal,
    })
    await restoreTrainingState(model, trained)
    return history
  } finally {
    release()
  }
}

function refuseCode(options: object): void {
  const name = ['callbacks', 'augment', 'trainStep'].find((one) => one in options)
  if (name === undefined) return
  throw new TypeError(
    `fitInWorker: expected no ${name}, which cannot cross to a worker, received ${name}. Give ${name} to serveFit in the worker's file; onEpoch and onProgress are called here.`,
  )
}
