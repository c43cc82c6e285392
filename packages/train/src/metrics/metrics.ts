import * as tf from '@tensorflow/tfjs-core'
import { forClassNumbers, forSameShape } from '../losses/checked.ts'
import { cosineSimilarity } from '../losses/cosine-similarity.ts'
import type { Metric } from '../losses/loss.ts'

/**
 * Share of rows whose prediction rounds to the target, at 0.5.
 *
 * @see Keras `metrics.BinaryAccuracy`
 * @example
 * ```ts
 * import { binaryAccuracy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = binaryAccuracy(tf.tensor([[1], [0]]), tf.tensor([[0.7], [0.6]]))
 * console.log(value.arraySync()) // → [[1], [0]]
 * ```
 */
export const binaryAccuracy: Metric = forSameShape('binary_accuracy', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  tf.equal(yTrue, tf.cast(tf.greater(yPred, 0.5), yTrue.dtype)),
)

/**
 * Share of rows whose largest output is at the one-hot target's class.
 *
 * @see Keras `metrics.CategoricalAccuracy`
 * @example
 * ```ts
 * import { categoricalAccuracy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = categoricalAccuracy(tf.tensor([[0, 1], [1, 0]]), tf.tensor([[0.2, 0.8], [0.4, 0.6]]))
 * console.log(value.arraySync()) // → [1, 0]
 * ```
 */
export const categoricalAccuracy: Metric = forSameShape('categorical_accuracy', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  tf.equal(tf.argMax(yTrue, -1), tf.argMax(yPred, -1)),
)

/**
 * Share of rows whose largest output is at the target's class number.
 *
 * @see Keras `metrics.SparseCategoricalAccuracy`
 * @example
 * ```ts
 * import { sparseCategoricalAccuracy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = sparseCategoricalAccuracy(tf.tensor([1, 0]), tf.tensor([[0.2, 0.8], [0.4, 0.6]]))
 * console.log(value.arraySync()) // → [1, 0]
 * ```
 */
export const sparseCategoricalAccuracy: Metric = forClassNumbers(
  'sparse_categorical_accuracy',
  (yTrue: tf.Tensor, yPred: tf.Tensor) => {
    const guesses = tf.argMax(yPred, -1)
    return tf.equal(tf.cast(tf.reshape(yTrue, guesses.shape), 'int32'), guesses)
  },
)

/**
 * The root of the mean squared error, in the target's unit.
 *
 * @see Keras `metrics.RootMeanSquaredError`
 * @example
 * ```ts
 * import { rootMeanSquaredError } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = rootMeanSquaredError(tf.tensor([[0], [0]]), tf.tensor([[3], [4]]))
 * console.log(value.arraySync()) // → 3.535533905029297
 * ```
 */
export const rootMeanSquaredError: Metric = forSameShape(
  'root_mean_squared_error',
  (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.sqrt(tf.mean(tf.squaredDifference(yPred, yTrue))),
)

/**
 * The share of the target's variance that the predictions explain, at most 1; the mean over several outputs.
 *
 * @see Keras `metrics.R2Score`
 * @example
 * ```ts
 * import { r2Score } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = r2Score(tf.tensor([[1], [3]]), tf.tensor([[1], [2]]))
 * console.log(value.arraySync()) // → 0.5
 * ```
 */
export const r2Score: Metric = forSameShape('r2_score', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const residual = tf.sum(tf.squaredDifference(yTrue, yPred), 0)
  const total = tf.sum(tf.squaredDifference(yTrue, tf.mean(yTrue, 0)), 0)
  return tf.mean(tf.where(tf.greater(total, 0), tf.sub(1, tf.div(residual, total)), tf.zerosLike(total)))
})

/** The cosine of the angle between target and prediction: 1 for the same direction. @see Keras `metrics.CosineSimilarity` */
export const cosineProximity: Metric = forSameShape('cosine_similarity', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  tf.neg(cosineSimilarity(yTrue, yPred)),
)
