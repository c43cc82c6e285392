import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { compilation } from './compilation.ts'
import { judge } from './judge.ts'
import { logitRunner } from './logits.ts'
import { inputTensors, type ModelData, targetTensors } from './model-data.ts'

/** Rows with their targets. */
export interface LabelledData {
  /** Features `[rows, …]`, as the model's input takes them; a list for a model with several inputs. */
  x: ModelData
  /** Targets `[rows, …]`, as the model's output gives them; class numbers `[rows]` for a sparse loss. */
  y: ModelData
}

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
 */
export async function evaluate(
  model: LayersModel,
  { x, y }: LabelledData,
  { batchSize }: EvaluateOptions = {},
): Promise<Record<string, number>> {
  const compiled = compilation(model, 'evaluate')
  const inputs = await inputTensors(model, x, 'evaluate')
  try {
    const rows = inputs[0]!.shape[0]!
    const sparse = compiled.losses.map((loss) => /sparse/.test(loss.name))
    const targets = await targetTensors(model, y, { caller: 'evaluate', rows, sparse })
    try {
      const runner = logitRunner(model, compiled.losses)
      return await judge(model, compiled, runner, {
        inputs,
        targets,
        ...(batchSize === undefined ? {} : { batchSize }),
      })
    } finally {
      tf.dispose(targets)
    }
  } finally {
    tf.dispose(inputs)
  }
}
