import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'

const epsilon = 1e-7

/**
 * Minus the cosine of the angle between target and prediction: −1 for the same direction.
 *
 * @see Keras `losses.CosineSimilarity`
 * @example
 * ```ts
 * import { cosineSimilarity } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = cosineSimilarity(tf.tensor([[1, 0]]), tf.tensor([[2, 0]]))
 * console.log(loss.arraySync()) // → [-1]
 * ```
 */
export const cosineSimilarity: Loss = forSameShape('cosine_similarity', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const unit = (values: tf.Tensor): tf.Tensor =>
    tf.div(values, tf.sqrt(tf.maximum(tf.sum(tf.square(values), -1, true), epsilon)))
  return tf.neg(tf.sum(tf.mul(unit(yTrue), unit(yPred)), -1))
})
