import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../loop/step-parts.ts'

/** The tensors of a batch in the order in which captured steps take them. */
export const tensorsOf = ({ inputs, targets, weights }: Batch): tf.Tensor[] => [
  ...inputs,
  ...targets,
  ...(weights ? [weights] : []),
]

/** A batch of tensors that share their numbers with nobody. The caller disposes of them. */
export function copiedBatch({ inputs, targets, weights }: Batch): Batch {
  const copy = (tensor: tf.Tensor): tf.Tensor => tf.tensor(tensor.dataSync().slice(), tensor.shape, tensor.dtype)
  return { inputs: inputs.map(copy), targets: targets.map(copy), ...(weights && { weights: copy(weights) }) }
}

/** What batches of one plan share. */
export function shapesOf(batch: Batch): string {
  const { rows } = batch
  // All else is the same for the batches of one training.
  if (rows) return `${rows.size} rows`
  return tensorsOf(batch)
    .map(({ dtype, shape }) => `${dtype} ${shape}`)
    .join(' ')
}
