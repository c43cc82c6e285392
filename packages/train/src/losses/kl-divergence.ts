import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'

const epsilon = 1e-7

/**
 * The information lost when `yPred` stands for the distribution `yTrue`.
 *
 * @see Keras `losses.KLDivergence`
 * @example
 * ```ts
 * import { klDivergence } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = klDivergence(tf.tensor([[0.5, 0.5]]), tf.tensor([[0.25, 0.75]]))
 * console.log(loss.arraySync()) // → [0.1438…]
 * ```
 */
export const klDivergence: Loss = forSameShape('kl_divergence', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const t = tf.clipByValue(yTrue, epsilon, 1)
  return tf.sum(tf.mul(t, tf.log(tf.div(t, tf.clipByValue(yPred, epsilon, 1)))), -1)
})
