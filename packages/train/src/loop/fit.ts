import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { kerasLog } from '../callbacks/keras-log.ts'
import { compilation } from '../compile/compilation.ts'
import { isStream, type LabelledData, type LabelledStream } from '../rows/labelled-data.ts'
import { labelledTensors, tensorsOf } from '../rows/labelled-tensors.ts'
import { heldRows, streamedRows } from '../rows/row-sources.ts'
import type { RowWeightOptions } from '../rows/row-weights.ts'
import { streamBatches, streamSizes } from '../rows/stream-batches.ts'
import { type Augment, augmentedRows } from './augmented-rows.ts'
import type { Callback, History } from './callback.ts'
import { checkFitOptions } from './check-fit-options.ts'
import { claimModel } from './claim-model.ts'
import type { TrainStep } from './step/own-step.ts'
import { train } from './training-loop.ts'

/** Options of {@link fit}. */
export interface FitOptions extends RowWeightOptions {
  /** The epoch to end before, counted from 0: how often to go through all rows. */
  epochs: number
  /** Rows per step. Defaults to 32; a stream brings its own. */
  batchSize?: number
  /** Data to evaluate the model on after each epoch; its values are logged with `val_` before their names. */
  validation?: LabelledData | LabelledStream
  /** Called in their order. Defaults to none. */
  callbacks?: readonly Callback[]
  /**
   * Decides the order of rows and what dropout drops: on the same backend and engine, the same seed gives the same
   * digits.
   */
  seed: number
  /** Whether to take the rows in a new order each epoch. Defaults to true; a stream orders its rows itself. */
  shuffle?: boolean
  /** 0 prints nothing, 1 Keras's progress bar, 2 Keras's line per epoch, both to standard error. Defaults to 0. */
  verbose?: 0 | 1 | 2
  /** The epoch to start with, for going on with a training: the order of rows is that of an unbroken run. Defaults to 0. */
  initialEpoch?: number
  /** Ends the training after the step it is in, by throwing the signal's reason. */
  signal?: AbortSignal
  /** Changes each batch before the model trains on it: {@link mixup}, or a function of your own. Defaults to none. */
  augment?: Augment
  /**
   * Updates the weights every so many steps, with the mean of their gradients: as a batch so many times as large, in the
   * memory of a small one. What is left at the end of an epoch is used there. Defaults to 1.
   */
  gradientAccumulationSteps?: number
  /** What to do with each batch, in place of a step down the compiled loss. The epoch logs what it returns. Defaults to none. */
  trainStep?: TrainStep
  /**
   * Whether to capture the first steps on wasm and replay them, to the same digits: small networks train many times
   * faster. True also captures losses and layers of your own: promise with it that they run the same operations at each
   * step, whatever the data, and read no values. Defaults to capturing all but these; the history says whether it did.
   */
  capture?: boolean
}

/**
 * Trains a compiled model.
 *
 * Rows are gathered once per epoch, values are read from the device once per epoch, and other work of the thread gets
 * its turn every 16 ms. Metrics are those of the epoch's rows together, each as the model was when it met them; the
 * loss is the mean over the epoch's steps, weighted by rows, and includes the model's regularisation.
 *
 * @param model Compiled by {@link compile} or `model.compile`.
 * @param data Rows that memory holds, or a stream of batches, such as `streamImageFolder` of @dlw/data with
 * `mapBatches` gives. Of a stream, each batch is checked when it comes, and memory holds little more than two; with the
 * same rows in the same order the digits are the same.
 * @returns Plain numbers under Keras's names.
 * @throws TypeError when the model is not compiled or a shape does not fit; RangeError for missing values, labels
 * outside the classes, lengths that differ, and options out of range; Error when the model is being trained already.
 * Nothing is trained then.
 * @see Keras `Model.fit`
 * @example
 * ```ts
 * import { fit } from '@dlw/train'
 *
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0, validation })
 * console.log(metrics.loss!.length, metrics.loss!.at(-1)! < metrics.loss![0]! / 5) // → 10 true
 * console.log(metrics.val_accuracy!.at(-1)! > 0.95) // → true
 * ```
 */
export async function fit(
  model: LayersModel,
  data: LabelledData | LabelledStream,
  options: FitOptions,
): Promise<History> {
  const { validation, batchSize = 32, callbacks = [], shuffle = true, verbose = 0, initialEpoch = 0 } = options
  const { epochs, seed, signal } = options
  const { augment, trainStep, gradientAccumulationSteps = 1, capture } = options
  checkFitOptions('fit', { epochs, batchSize, gradientAccumulationSteps, seed, initialEpoch })
  signal?.throwIfAborted()
  const compiled = compilation(model, 'fit')
  const owned: tf.Tensor[] = []
  const { sampleWeight, classWeight } = options
  const weighting = { ...(sampleWeight !== undefined && { sampleWeight }), ...(classWeight && { classWeight }) }
  const weighted = (part: LabelledData) => labelledTensors(model, compiled, part, { caller: 'fit', ...weighting })
  const rowsOf = async () => {
    if (isStream<LabelledData>(data)) {
      refuseForStream(options)
      return streamedRows(data, weighted)
    }
    const tensors = await weighted(data)
    owned.push(...tensorsOf(tensors))
    return heldRows(tensors, { batchSize, seed: shuffle ? seed : undefined })
  }
  const partsOf = async (part: LabelledData | LabelledStream) => {
    const caller = 'fit: validation'
    const toTensors = (rows: LabelledData) => labelledTensors(model, compiled, rows, { caller })
    if (isStream<LabelledData>(part)) {
      streamSizes(part, caller)
      return () => streamBatches(part, 0, { toTensors, caller })
    }
    const tensors = await toTensors(part)
    owned.push(...tensorsOf(tensors))
    return () => [tensors]
  }
  const release = claimModel(model, 'fit')
  try {
    const rows = await rowsOf()
    return await train(model, compiled, {
      rows: augment ? augmentedRows(rows, augment, seed) : rows,
      validation: validation && (await partsOf(validation)),
      callbacks: verbose === 0 ? callbacks : [...callbacks, kerasLog({ verbose })],
      ...{ epochs, initialEpoch, seed, signal, trainStep, gradientAccumulationSteps, capture },
    })
  } finally {
    release()
    tf.dispose(owned)
  }
}

/** What a stream decides by itself. */
function refuseForStream(options: FitOptions): void {
  for (const name of ['batchSize', 'shuffle', 'sampleWeight'] as const) {
    if (options[name] === undefined) continue
    throw new RangeError(
      `fit: expected no ${name} with a stream, received ${name}=${options[name]}. Let the stream say how its rows come.`,
    )
  }
}
