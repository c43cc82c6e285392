import type { BatchStream, NdArray } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { replayCalls } from '../capture/replay-calls.ts'
import { expectBatchSize } from '../loop/expect-batch-size.ts'
import { joinedReads } from '../loop/joined-reads.ts'
import type { ReadOutput } from '../loop/step/train-step.ts'
import { isStream } from '../rows/labelled-data.ts'
import { inputTensors, type ModelData } from '../rows/model-data.ts'
import { streamBatches } from '../rows/stream-batches.ts'
import { forward } from './forward.ts'
import type { PredictOptions } from './predict.ts'

/** What one output of a model gives for some rows. */
export interface PredictedOutput extends NdArray {
  /** `[rows, …]`. */
  readonly shape: readonly number[]
  /** The values, the last axis fastest. */
  readonly data: Float32Array
}

/**
 * All outputs of a model, of any shape, for rows it may never have seen, as plain numbers: nothing to dispose.
 *
 * @param x Features; with several inputs a list, or an object by their names. Or a stream of them in batches `{ x }`.
 * @returns Each output under its name, as values and shape: what `toTensor` of `@dlw/data` takes.
 * @throws TypeError when a shape is not the model's; RangeError for missing values or a batch size that is no whole number.
 * @see Keras `Model.predict` of a model with several outputs
 * @example
 * ```ts
 * import { predictOutputs } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const input = tf.input({ shape: [1] })
 * const dense = (units: number, name: string) =>
 *   tf.layers.dense({ units, name, kernelInitializer: 'ones' }).apply(input) as tf.SymbolicTensor
 * const model = tf.model({ inputs: input, outputs: [dense(1, 'price'), dense(2, 'kind')] })
 * const { price, kind } = await predictOutputs(model, [[3], [4]])
 * console.log(price?.data) // → Float32Array(2) [3, 4]
 * console.log(kind?.shape) // → [2, 2]
 * ```
 */
export async function predictOutputs(
  model: LayersModel,
  x: ModelData | BatchStream<{ x: ModelData }>,
  { batchSize, capture }: PredictOptions = {},
): Promise<Record<string, PredictedOutput>> {
  expectBatchSize('predictOutputs', batchSize)
  const replay = await replayCalls(model, { capture })
  const parts: ReadOutput[][] = model.outputs.map(() => [])
  const add = async (inputs: readonly tf.Tensor[]): Promise<void> => {
    const outputs = forward(model, inputs, { batchSize, replay })
    for (const [index, output] of outputs.entries()) {
      parts[index]!.push({ shape: output.shape, values: (await output.data()) as Float32Array })
    }
    tf.dispose(outputs)
  }
  const toTensors = async (batch: { x: ModelData }) => ({
    inputs: await inputTensors(model, batch.x, 'predictOutputs'),
  })
  if (isStream<{ x: ModelData }>(x)) {
    for await (const { inputs } of streamBatches(x, 0, { toTensors, caller: 'predictOutputs' })) await add(inputs)
  } else {
    const { inputs } = await toTensors({ x })
    try {
      await add(inputs)
    } finally {
      tf.dispose(inputs)
    }
  }
  return Object.fromEntries(
    model.outputNames.map((name, index) => {
      const { shape, values } = joinedReads(parts[index]!)
      return [name, { shape, data: values }]
    }),
  )
}
