import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { forward } from './forward.ts'
import { inputTensors, type ModelData } from './model-data.ts'

/** Options of {@link predict}. */
export interface PredictOptions {
  /** Rows at a time. Defaults to as many as keep the largest layer's output under 64 MB. */
  batchSize?: number
}

/**
 * A model's outputs for rows it may never have seen, as plain numbers: nothing to dispose.
 *
 * @param model With one output of shape `[rows, units]`.
 * @param x Features `[rows, …]`.
 * @returns `[rows][units]`: for a softmax, the probability of each class.
 * @throws TypeError when the width is not the model's; RangeError for missing values.
 * @see Keras `Model.predict`
 * @example
 * ```ts
 * import { predict } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [1], kernelInitializer: 'ones' })] })
 * console.log(await predict(model, [[3], [4]])) // → [[3, 3], [4, 4]]
 * ```
 */
export async function predict(
  model: LayersModel,
  x: ModelData,
  { batchSize }: PredictOptions = {},
): Promise<number[][]> {
  if (model.outputs.length > 1 || model.outputs[0]!.shape.length !== 2) {
    throw new TypeError(
      `predict: expected a model with one output [rows, units], received model=${model.name}. Call model.predict, which returns tensors.`,
    )
  }
  const inputs = await inputTensors(model, x, 'predict')
  const [output] = forward(model, inputs, batchSize === undefined ? {} : { batchSize })
  tf.dispose(inputs)
  const values = (await output!.array()) as number[][]
  output!.dispose()
  return values
}
