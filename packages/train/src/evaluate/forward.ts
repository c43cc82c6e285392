import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ReplayCall } from '../capture/replay-calls.ts'

/** What a layer's output may hold at once without a batch size being asked for: 64 MB. */
const largestOutput = 2 ** 24

interface SizedLayer {
  inboundNodes: { outputShapes: (number | null)[] | (number | null)[][] }[]
  /** Of a model among the layers. */
  layers?: SizedLayer[]
}

/** The most numbers that any layer puts out for one row, also within models that are layers. */
function largestRow(layers: readonly SizedLayer[]): number {
  const sizes = layers.flatMap((layer) => {
    const shapes = layer.inboundNodes.flatMap(
      ({ outputShapes }) => (Array.isArray(outputShapes[0]) ? outputShapes : [outputShapes]) as (number | null)[][],
    )
    const own = shapes.map((shape) => shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1))
    return layer.layers ? [...own, largestRow(layer.layers)] : own
  })
  return Math.max(1, ...sizes)
}

/** As many rows as keep the largest output of any layer under 64 MB, at least 32. */
export function inferenceBatchSize(model: LayersModel): number {
  return Math.max(32, Math.floor(largestOutput / largestRow(model.layers as unknown as SizedLayer[])))
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
  { batchSize, replay }: { batchSize?: number | undefined; replay: ReplayCall },
): tf.Tensor[] {
  return forwardParts(model, inputs, { batchSize }, (rows) =>
    replay('forward', rows, () => apply(model, rows, false)),
  ) as tf.Tensor[]
}

/** Runs a function on parts of `batchSize` rows; returns what it gives, put together. The caller disposes it. */
export function forwardParts(
  model: LayersModel,
  inputs: readonly tf.Tensor[],
  { batchSize = inferenceBatchSize(model) }: { batchSize?: number | undefined },
  run: (rows: readonly tf.Tensor[]) => (tf.Tensor | undefined)[],
): (tf.Tensor | undefined)[] {
  const rows = inputs[0]!.shape[0]!
  return tf.tidy(() => {
    if (rows <= batchSize) return run(inputs).map((output) => output && tf.clone(output)) as tf.Tensor[]
    const parts: (tf.Tensor | undefined)[][] = []
    for (let from = 0; from < rows; from += batchSize) {
      const size = Math.min(batchSize, rows - from)
      parts.push(tf.tidy(() => run(inputs.map((input) => tf.slice(input, from, size))) as tf.Tensor[]))
    }
    return parts[0]!.map((first, index) => first && tf.concat(parts.map((part) => part[index]!))) as tf.Tensor[]
  })
}
