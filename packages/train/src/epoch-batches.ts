import * as tf from '@tensorflow/tfjs-core'
import type { WeightedTensors } from './row-source.ts'
import type { Batch } from './train-step.ts'

/** All rows of an epoch in its order, whole and in batches. */
export interface EpochBatches {
  batches: Batch[]
  /** The targets of all rows, in the order of the batches. */
  targets: tf.Tensor[]
  dispose(): void
}

/** Puts the rows in an order, once, and cuts them into batches: two kernels for each tensor and epoch. */
export function epochBatches(
  { inputs, targets, weights }: WeightedTensors,
  { order, sizes }: { order: readonly number[] | undefined; sizes: number[] },
): EpochBatches {
  const index = order && tf.tensor1d([...order], 'int32')
  const ordered = (tensor: tf.Tensor): tf.Tensor => (index ? tf.gather(tensor, index) : tf.clone(tensor))
  const split = (tensor: tf.Tensor): tf.Tensor[] =>
    tf.tidy(() => (sizes.length === 1 ? [ordered(tensor)] : tf.split(ordered(tensor), sizes)))
  const orderedTargets = targets.map(ordered)
  const parts = {
    inputs: inputs.map(split),
    targets: orderedTargets.map((tensor) => (sizes.length === 1 ? [tf.clone(tensor)] : tf.split(tensor, sizes))),
    weights: weights && split(weights),
  }
  index?.dispose()
  return {
    batches: sizes.map((_, step) => ({
      inputs: parts.inputs.map((list) => list[step]!),
      targets: parts.targets.map((list) => list[step]!),
      ...(parts.weights ? { weights: parts.weights[step]! } : {}),
    })),
    targets: orderedTargets,
    dispose: () => tf.dispose([parts.inputs, parts.targets, parts.weights ?? [], orderedTargets]),
  }
}
