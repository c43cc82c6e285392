import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'
import { rowMeans } from './row-means.ts'
import { largest } from './tensorflow-gradients.ts'

/** Labels 0 and 1 become −1 and 1; labels that are already −1 and 1 stay. */
const signs = (yTrue: tf.Tensor): tf.Tensor => {
  const zeroOrOne = tf.all(tf.logicalOr(tf.equal(yTrue, 0), tf.equal(yTrue, 1)))
  return tf.where(zeroOrOne, tf.sub(tf.mul(yTrue, 2), 1), yTrue)
}

/**
 * For targets of −1 and 1, or 0 and 1.
 *
 * @see Keras `losses.Hinge`
 * @example
 * ```ts
 * import { hinge } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = hinge(tf.tensor([[1, -1]]), tf.tensor([[0.5, -2]]))
 * console.log(loss.arraySync()) // → [0.25]
 * ```
 */
export const hinge: Loss = forSameShape('hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.maximum(tf.sub(1, tf.mul(signs(yTrue), yPred)), 0)),
)

/**
 * For targets of −1 and 1, or 0 and 1.
 *
 * @see Keras `losses.SquaredHinge`
 * @example
 * ```ts
 * import { squaredHinge } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = squaredHinge(tf.tensor([[1, -1]]), tf.tensor([[0.5, -2]]))
 * console.log(loss.arraySync()) // → [0.125]
 * ```
 */
export const squaredHinge: Loss = forSameShape('squared_hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.square(tf.maximum(tf.sub(1, tf.mul(signs(yTrue), yPred)), 0))),
)

/**
 * For one-hot targets.
 *
 * @see Keras `losses.CategoricalHinge`
 * @example
 * ```ts
 * import { categoricalHinge } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = categoricalHinge(tf.tensor([[0, 1]]), tf.tensor([[0.5, 0.75]]))
 * console.log(loss.arraySync()) // → [0.75]
 * ```
 */
export const categoricalHinge: Loss = forSameShape('categorical_hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const own = tf.sum(tf.mul(yTrue, yPred), -1)
  const other = largest(tf.mul(tf.sub(1, yTrue), yPred))
  return tf.maximum(tf.add(tf.sub(other, own), 1), 0)
})
