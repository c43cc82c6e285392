import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../loop/train-step.ts'
import type { WeightedTensors } from './labelled-tensors.ts'

/** All rows of an epoch in its order, whole and in batches. */
export interface EpochBatches {
  /** To be taken one after the other, once; each is disposed when the next one is taken. */
  batches: Iterable<Batch>
  /** The targets of all rows, in the order of the batches. */
  targets: tf.Tensor[]
  dispose(): void
}

/** More numbers than this are not copied as a whole to put them in order: 16 MB. */
const largestCopy = 2 ** 22

/**
 * Puts the rows in an order, once, and cuts them into batches: two kernels for each tensor and epoch. Of a large tensor
 * each batch is taken when its turn comes: a copy in order, and its parts, would triple the memory.
 */
export function epochBatches(
  { inputs, targets, weights }: WeightedTensors,
  { order, sizes }: { order: readonly number[] | undefined; sizes: readonly number[] },
): EpochBatches {
  const index = order && tf.tensor1d([...order], 'int32')
  const ordered = (tensor: tf.Tensor): tf.Tensor => (index ? tf.gather(tensor, index) : tf.clone(tensor))
  const split = (tensor: tf.Tensor): tf.Tensor[] =>
    sizes.length === 1 ? [tf.clone(tensor)] : tf.split(tensor, [...sizes])
  const orderedTargets = targets.map(ordered)
  // Outputs may share their weights.
  const shared = [...new Set((weights ?? []).filter((one) => one !== undefined))]
  const wholes = [...inputs, ...shared].map((tensor) => {
    if (tensor.size > largestCopy) return { tensor, parts: undefined }
    return { tensor, parts: tf.tidy(() => split(ordered(tensor))) }
  })
  const targetParts = orderedTargets.map(split)

  function* batches(): Generator<Batch> {
    let from = 0
    for (const [step, size] of sizes.entries()) {
      const taken = wholes.map(({ tensor, parts }) => {
        if (parts) return parts[step]!
        return tf.tidy(() => (index ? tf.gather(tensor, tf.slice(index, from, size)) : tf.slice(tensor, from, size)))
      })
      const ofTargets = targetParts.map((parts) => parts[step]!)
      try {
        yield {
          inputs: taken.slice(0, inputs.length),
          targets: ofTargets,
          ...(weights && { weights: weights.map((one) => one && taken[inputs.length + shared.indexOf(one)]!) }),
        }
      } finally {
        tf.dispose([taken, ofTargets])
      }
      from += size
    }
  }
  return {
    batches: batches(),
    targets: orderedTargets,
    dispose: () => tf.dispose([index ?? [], wholes.map(({ parts }) => parts ?? []), targetParts, orderedTargets]),
  }
}
