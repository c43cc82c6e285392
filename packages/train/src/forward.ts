import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** What a layer's output may hold at once without a batch size being asked for: 64 MB. */
const largestOutput = 2 ** 24

/** As many rows as keep the largest output of any layer under 64 MB, at least 32. */
export function inferenceBatchSize(model: LayersModel): number {
  let largest = 1
  for (const layer of model.layers) {
    const shape = layer.outputShape as (number | null)[] | (number | null)[][]
    for (const sizes of Array.isArray(shape[0]) ? (shape as (number | null)[][]) : [shape as (number | null)[]]) {
      largest = Math.max(
        largest,
        sizes.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1),
      )
    }
  }
  return Math.max(32, Math.floor(largestOutput / largest))
}

/** The outputs of a model as a list, whether it has one or several. */
export function apply(model: LayersModel, inputs: readonly tf.Tensor[], training: boolean): tf.Tensor[] {
  const outputs = model.apply(inputs.length === 1 ? inputs[0]! : [...inputs], { training }) as tf.Tensor | tf.Tensor[]
  return Array.isArray(outputs) ? outputs : [outputs]
}

/** Runs a model in parts of `batchSize` rows; returns its outputs for all rows. The caller disposes them. */
export function forward(
  model: LayersModel,
  inputs: readonly tf.Tensor[],
  { batchSize = inferenceBatchSize(model), training = false }: { batchSize?: number; training?: boolean } = {},
): tf.Tensor[] {
  const rows = inputs[0]!.shape[0]!
  return tf.tidy(() => {
    if (rows <= batchSize) return apply(model, inputs, training).map((output) => tf.clone(output))
    const parts: tf.Tensor[][] = []
    for (let from = 0; from < rows; from += batchSize) {
      const size = Math.min(batchSize, rows - from)
      parts.push(
        tf.tidy(() =>
          apply(
            model,
            inputs.map((input) => tf.slice(input, from, size)),
            training,
          ),
        ),
      )
    }
    return model.outputs.map((_, index) => tf.concat(parts.map((part) => part[index]!)))
  })
}
