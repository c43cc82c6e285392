import type { BatchStream } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { replayCalls } from '../capture/replay-calls.ts'
import { expectBatchSize } from '../loop/expect-batch-size.ts'
import { isStream } from '../rows/labelled-data.ts'
import { inputTensors, type ModelData } from '../rows/model-data.ts'
import { streamBatches } from '../rows/stream-batches.ts'
import { forward } from './forward.ts'

/** Options of {@link predict}. */
export interface PredictOptions {
  /** Rows at a time. Defaults to as many as keep the largest layer's output under 64 MB. */
  batchSize?: number
  /**
   * Whether to capture the forward pass on wasm and replay it in later calls, to the same digits. True also captures layers of
   * your own: promise with it that they run the same operations each time and read no values. Defaults to capturing all
   * but these.
   */
  capture?: boolean
}

/**
 * A model's outputs for rows it may never have seen, as plain numbers: nothing to dispose.
 *
 * @param model With one output of shape `[rows, units]`; for others there is {@link predictOutputs}.
 * @param x Features `[rows, …]`, or a stream of them in batches `{ x }`: the outputs come in the order of its epoch 0, so
 * give it no seed.
 * @returns `[rows][units]`: for a softmax, the probability of each class.
 * @throws TypeError when the width is not the model's; RangeError for missing values, or a batch size that is no whole
 * number above 0.
 * @see Keras `Model.predict`
 * @example
 * ```ts
 * import { fit, predict } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 10, seed: 0 })
 * const [probabilities] = await predict(model, validation.x)
 * console.log(probabilities!.map((value) => value.toFixed(1))) // → ['1.0', '0.0', '0.0']
 * console.log(validation.y[0]) // → [1, 0, 0]
 * ```
 */
export async function predict(
  model: LayersModel,
  x: ModelData | BatchStream<{ x: ModelData }>,
  { batchSize, capture }: PredictOptions = {},
): Promise<number[][]> {
  expectBatchSize('predict', batchSize)
  if (model.outputs.length > 1 || model.outputs[0]!.shape.length !== 2) {
    throw new TypeError(
      `predict: expected a model with one output [rows, units], received model=${model.name}. Call predictOutputs, which takes every model.`,
    )
  }
  const replay = await replayCalls(model, { capture })
  const outputsOf = async (inputs: tf.Tensor[]): Promise<number[][]> => {
    const [output] = forward(model, inputs, { batchSize, replay })
    const values = (await output!.array()) as number[][]
    output!.dispose()
    return values
  }
  const tensorsOf = async (batch: { x: ModelData }) => ({ inputs: await inputTensors(model, batch.x, 'predict') })
  if (isStream<{ x: ModelData }>(x)) {
    const rows: number[][] = []
    for await (const { inputs } of streamBatches(x, 0, { toTensors: tensorsOf, caller: 'predict' })) {
      // No spread: a batch may have more rows than a call may have arguments.
      for (const row of await outputsOf(inputs)) rows.push(row)
    }
    return rows
  }
  const { inputs } = await tensorsOf({ x })
  try {
    return await outputsOf(inputs)
  } finally {
    tf.dispose(inputs)
  }
}
