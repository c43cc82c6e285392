import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { compilation } from './compilation.ts'
import { judge } from './judge.ts'
import type { LabelledData } from './labelled-data.ts'
import { labelledTensors } from './labelled-tensors.ts'
import { logitRunner } from './logits.ts'

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Rows at a time. Defaults to as many as keep the largest layer's output under 64 MB. */
  batchSize?: number
}

/**
 * Measures a compiled model: the loss and each metric over all rows.
 *
 * @returns Values under Keras's names: `{ loss, accuracy, … }`. The loss includes the model's regularisation.
 * @throws TypeError when the model is not compiled or a shape does not fit; RangeError for missing values.
 * @see Keras `Model.evaluate`
 * @example
 * ```ts
 * import { compile, evaluate } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', metrics: ['mae'] })
 * console.log(Object.keys(await evaluate(model, { x: [[0]], y: [1] }))) // → ['loss', 'mae']
 * ```
 */
export async function evaluate(
  model: LayersModel,
  data: LabelledData,
  { batchSize }: EvaluateOptions = {},
): Promise<Record<string, number>> {
  const compiled = compilation(model, 'evaluate')
  const tensors = await labelledTensors(model, compiled, data, 'evaluate')
  try {
    const runner = logitRunner(model, compiled.losses)
    return await judge(model, compiled, runner, { ...tensors, ...(batchSize === undefined ? {} : { batchSize }) })
  } finally {
    tf.dispose([tensors.inputs, tensors.targets])
  }
}
