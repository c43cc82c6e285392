import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'
import { rowMeans } from './row-means.ts'
import { absolute } from './tensorflow-gradients.ts'

const epsilon = 1e-7

/**
 * @see Keras `losses.MeanSquaredError`
 *
 * @example
 * ```ts
 * import { meanSquaredError } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = meanSquaredError(tf.tensor([[1, 2]]), tf.tensor([[2, 4]]))
 * console.log(loss.arraySync()) // → [2.5]
 * ```
 */
export const meanSquaredError: Loss = forSameShape('mean_squared_error', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.squaredDifference(yPred, yTrue)),
)

/**
 * @see Keras `losses.MeanAbsoluteError`
 *
 * @example
 * ```ts
 * import { meanAbsoluteError } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = meanAbsoluteError(tf.tensor([[1, 2]]), tf.tensor([[2, 4]]))
 * console.log(loss.arraySync()) // → [1.5]
 * ```
 */
export const meanAbsoluteError: Loss = forSameShape('mean_absolute_error', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(absolute(tf.sub(yPred, yTrue))),
)

/**
 * In percent of the target.
 *
 * @see Keras `losses.MeanAbsolutePercentageError`
 * @example
 * ```ts
 * import { meanAbsolutePercentageError } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = meanAbsolutePercentageError(tf.tensor([[1, 2]]), tf.tensor([[2, 4]]))
 * console.log(loss.arraySync()) // → [100]
 * ```
 */
export const meanAbsolutePercentageError: Loss = forSameShape(
  'mean_absolute_percentage_error',
  (yTrue: tf.Tensor, yPred: tf.Tensor) =>
    tf.mul(100, rowMeans(absolute(tf.div(tf.sub(yTrue, yPred), tf.maximum(tf.abs(yTrue), epsilon))))),
)

/**
 * Of `log(1 + value)`, for targets that are not negative.
 *
 * @see Keras `losses.MeanSquaredLogarithmicError`
 * @example
 * ```ts
 * import { meanSquaredLogarithmicError } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = meanSquaredLogarithmicError(tf.tensor([[0]]), tf.tensor([[1]]))
 * console.log(loss.arraySync()) // → [0.4804…]
 * ```
 */
export const meanSquaredLogarithmicError: Loss = forSameShape(
  'mean_squared_logarithmic_error',
  (yTrue: tf.Tensor, yPred: tf.Tensor) => {
    const log = (values: tf.Tensor): tf.Tensor => tf.log(tf.add(tf.maximum(values, epsilon), 1))
    return rowMeans(tf.squaredDifference(log(yTrue), log(yPred)))
  },
)

/**
 * The logarithm of the hyperbolic cosine of the error.
 *
 * @see Keras `losses.LogCosh`
 * @example
 * ```ts
 * import { logCosh } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = logCosh(tf.tensor([[1]]), tf.tensor([[3]]))
 * console.log(loss.arraySync()) // → [1.3250…]
 * ```
 */
export const logCosh: Loss = forSameShape('log_cosh', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const error = tf.sub(yPred, yTrue)
  return rowMeans(tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2))
})

/**
 * For counts.
 *
 * @see Keras `losses.Poisson`
 * @example
 * ```ts
 * import { poisson } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = poisson(tf.tensor([[0]]), tf.tensor([[2]]))
 * console.log(loss.arraySync()) // → [2]
 * ```
 */
export const poisson: Loss = forSameShape('poisson', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.sub(yPred, tf.mul(yTrue, tf.log(tf.add(yPred, epsilon))))),
)
