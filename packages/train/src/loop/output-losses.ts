import * as tf from '@tensorflow/tfjs-core'
import type { LogitRunner } from './logits.ts'

/** What the losses of some rows are taken from, each with an entry for each output. */
export interface LossParts {
  targets: readonly tf.Tensor[]
  outputs: readonly tf.Tensor[]
  /** How much each row, or each of its steps, counts. Defaults to once. */
  weights?: readonly (tf.Tensor | undefined)[] | undefined
  /** Which steps of a sequence count. Defaults to all. */
  masks?: readonly (tf.Tensor | undefined)[] | undefined
}

/** The mean loss of each output that has one, as Keras takes it: weights count, what a mask leaves out does not. */
export function outputLosses({ losses }: LogitRunner, { targets, outputs, weights, masks }: LossParts): tf.Scalar[] {
  return losses.flatMap((loss, index) => {
    if (!loss) return []
    const values = loss(targets[index]!, outputs[index]!)
    const factor = factorOf(weights?.[index], masks?.[index])
    if (!factor) return [tf.mean(values) as tf.Scalar]
    if (values.rank === 0) {
      throw new TypeError(
        `fit: expected a loss with a value for each row, as rows have weights or a mask, received one number from ${loss.name || 'the loss'}. Let it return [rows].`,
      )
    }
    return [tf.mean(tf.mul(values, aligned(factor, values))) as tf.Scalar]
  })
}

/** The sum of the losses of all outputs, each as often as it counts. */
export function totalLoss(
  terms: readonly tf.Scalar[],
  { losses, lossWeights }: Pick<LogitRunner, 'losses' | 'lossWeights'>,
): tf.Scalar[] {
  const counts = lossWeights.filter((_, index) => losses[index])
  return terms.map((term, index) => (counts[index] === 1 ? term : tf.mul(term, counts[index]!)))
}

function factorOf(weights: tf.Tensor | undefined, mask: tf.Tensor | undefined): tf.Tensor | undefined {
  if (!mask) return weights
  const kept = tf.cast(mask, 'float32')
  const share = tf.mul(kept, tf.divNoNan(kept.size, tf.sum(kept)))
  return weights ? tf.mul(share, aligned(weights, share)) : share
}

/** Weights of rows for values of rows and steps. */
function aligned(weights: tf.Tensor, values: tf.Tensor): tf.Tensor {
  if (weights.rank >= values.rank) return weights
  return tf.reshape(weights, [...weights.shape, ...Array.from({ length: values.rank - weights.rank }, () => 1)])
}
