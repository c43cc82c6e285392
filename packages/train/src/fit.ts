import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, History } from './callback.ts'
import { kerasLog } from './callbacks/keras-log.ts'
import { compilation } from './compilation.ts'
import type { LabelledData } from './labelled-data.ts'
import { labelledTensors } from './labelled-tensors.ts'
import { type RowWeightOptions, rowWeights } from './row-weights.ts'
import { train } from './train.ts'

/** Options of {@link fit}. */
export interface FitOptions extends RowWeightOptions {
  /** The epoch to end before, counted from 0: how often to go through all rows. */
  epochs: number
  /** Rows per step. Defaults to 32. */
  batchSize?: number
  /** Data to judge the model on after each epoch; its values are logged with `val_` before their names. */
  validation?: LabelledData
  /** Called in their order. Defaults to none. */
  callbacks?: readonly Callback[]
  /** Decides the order of rows and what dropout drops: the same seed gives the same digits. */
  seed: number
  /** Whether to take the rows in a new order each epoch. Defaults to true. */
  shuffle?: boolean
  /** 0 prints nothing, 1 Keras's progress bar, 2 Keras's line per epoch, both to standard error. Defaults to 0. */
  verbose?: 0 | 1 | 2
  /** The epoch to start with, for going on with a training: the order of rows is that of an unbroken run. Defaults to 0. */
  initialEpoch?: number
  /** Ends the training after the step it is in, by throwing the signal's reason. */
  signal?: AbortSignal
}

/**
 * Trains a compiled model.
 *
 * Rows are gathered once per epoch, values are read from the device once per epoch, and other work of the thread gets
 * its turn every 16 ms. Metrics are those of the epoch's rows together, each as the model was when it met them; the
 * loss is the mean over the epoch's steps, weighted by rows, and includes the model's regularisation.
 *
 * @param model Compiled by {@link compile} or `model.compile`.
 * @returns Plain numbers under Keras's names.
 * @throws TypeError when the model is not compiled or a shape does not fit; RangeError for missing values, labels
 * outside the classes, lengths that differ, and options out of range. Nothing is trained then.
 * @see Keras `Model.fit`
 * @example
 * ```ts
 * import { compile, fit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: 'sgd' })
 * const { metrics } = await fit(model, { x: [[0], [1], [2]], y: [1, 3, 5] }, { epochs: 300, seed: 0 })
 * console.log(metrics.loss!.length, metrics.loss!.at(-1)! < 0.1) // → 300 true
 * ```
 */
export async function fit(model: LayersModel, data: LabelledData, options: FitOptions): Promise<History> {
  const { validation, batchSize = 32, callbacks = [], shuffle = true, verbose = 0, initialEpoch = 0 } = options
  const { epochs, seed, signal } = options
  checkOptions({ epochs, batchSize, seed, initialEpoch })
  signal?.throwIfAborted()
  const compiled = compilation(model, 'fit')
  const owned: tf.Tensor[] = []
  const tensorsOf = async (part: LabelledData, caller: string) => {
    const tensors = await labelledTensors(model, compiled, part, caller)
    owned.push(...tensors.inputs, ...tensors.targets)
    return tensors
  }
  try {
    const tensors = await tensorsOf(data, 'fit')
    const weights = await rowWeights(tensors.targets, options)
    if (weights) owned.push(weights)
    return await train(model, compiled, {
      data: { ...tensors, weights },
      validation: validation && (await tensorsOf(validation, 'fit: validation')),
      callbacks: verbose === 0 ? callbacks : [...callbacks, kerasLog({ verbose })],
      ...{ epochs, initialEpoch, batchSize, seed, shuffle, signal },
    })
  } finally {
    tf.dispose(owned)
  }
}

function checkOptions({
  seed,
  initialEpoch,
  ...counts
}: Record<'epochs' | 'batchSize' | 'seed' | 'initialEpoch', number>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(value) && value > 0)) {
      throw new RangeError(`fit: expected a positive whole number, received ${name}=${value}.`)
    }
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(
      `fit: expected a whole number, received seed=${seed}. Give one, 0 is fine, so that the run can be repeated.`,
    )
  }
  if (!(Number.isSafeInteger(initialEpoch) && initialEpoch >= 0)) {
    throw new RangeError(`fit: expected a whole number of at least 0, received initialEpoch=${initialEpoch}.`)
  }
}
