import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { compilation } from '../compile/compilation.ts'
import { logitRunner } from '../compile/logits.ts'
import { expectBatchSize } from '../loop/expect-batch-size.ts'
import { isStream, type LabelledData, type LabelledStream } from '../rows/labelled-data.ts'
import { tensorsOf as allTensors, labelledTensors } from '../rows/labelled-tensors.ts'
import { streamBatches } from '../rows/stream-batches.ts'
import { measureRows } from './measure.ts'

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Rows at a time. Defaults to as many as keep the largest layer's output under 64 MB. */
  batchSize?: number
  /**
   * Whether to capture the forward pass on wasm and replay it in later calls, to the same digits. True also captures layers,
   * losses and metrics of your own: promise with it that they run the same operations each time and read no values. Defaults
   * to capturing all but these.
   */
  capture?: boolean
}

/**
 * Measures a compiled model: the loss and each metric over all rows.
 *
 * @param data Rows, or a stream of them in batches, of which its epoch 0 is taken.
 * @returns Values under Keras's names: `{ loss, accuracy, … }`. The loss includes the model's regularisation.
 * @throws TypeError when the model is not compiled or a shape does not fit; RangeError for missing values.
 * @see Keras `Model.evaluate`
 * @example
 * ```ts
 * import { evaluate, fit } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 10, seed: 0 })
 * const { loss, accuracy } = await evaluate(model, validation)
 * console.log(loss! < 0.2, accuracy! > 0.95) // → true true
 * ```
 */
export async function evaluate(
  model: LayersModel,
  data: LabelledData | LabelledStream,
  { batchSize, capture }: EvaluateOptions = {},
): Promise<Record<string, number>> {
  expectBatchSize('evaluate', batchSize)
  const compiled = compilation(model, 'evaluate')
  const runner = logitRunner(model, compiled)
  const tensorsOf = (part: LabelledData) => labelledTensors(model, compiled, part, { caller: 'evaluate' })
  if (isStream<LabelledData>(data)) {
    const parts = streamBatches(data, 0, { toTensors: tensorsOf, caller: 'evaluate' })
    return await measureRows(model, compiled, runner, { parts, batchSize, capture })
  }
  const tensors = await tensorsOf(data)
  try {
    return await measureRows(model, compiled, runner, { parts: [tensors], batchSize, capture })
  } finally {
    tf.dispose(allTensors(tensors))
  }
}
