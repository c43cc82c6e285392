import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../loop/batch.ts'
import type { StepBatch } from '../loop/step/step-parts.ts'

/** The tensors of a batch in the order in which captured steps take them; weights that outputs share come once. */
export const tensorsOf = ({ inputs, targets, weights }: Batch): tf.Tensor[] => [
  ...inputs,
  ...targets,
  ...differentWeights(weights),
]

/** The weights of all outputs, each once. */
export const differentWeights = (weights: Batch['weights'] = []): tf.Tensor[] => [
  ...new Set(weights.filter((one) => one !== undefined)),
]

/** A batch of tensors that share their numbers with nobody. The caller disposes of them. */
export function copiedBatch({ inputs, targets, weights }: Batch): Batch {
  const copy = (tensor: tf.Tensor): tf.Tensor => tf.tensor(tensor.dataSync().slice(), tensor.shape, tensor.dtype)
  const different = differentWeights(weights)
  const copies = different.map(copy)
  return {
    inputs: inputs.map(copy),
    targets: targets.map(copy),
    ...(weights && { weights: weights.map((one) => one && copies[different.indexOf(one)]) }),
  }
}

/** What batches of one plan share. */
export function shapesOf(batch: StepBatch): string {
  const { rows } = batch
  // All else is the same for the batches of one training.
  if (rows) return `${rows.size} rows`
  const { weights = [] } = batch
  const different = differentWeights(weights)
  const places = weights.map((one) => (one ? different.indexOf(one) : -1))
  return [...tensorsOf(batch).map(({ dtype, shape }) => `${dtype} ${shape}`), `weights ${places}`].join(' ')
}
