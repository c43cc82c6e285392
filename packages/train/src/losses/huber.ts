import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'
import { rowMeans } from './row-means.ts'
import { absolute } from './tensorflow-gradients.ts'

/** Options of {@link huber}. */
export interface HuberOptions {
  /** Where the loss turns from quadratic to linear, in units of the target. Defaults to 1. */
  delta?: number
}

/**
 * Half the squared error where it is at most `delta`, linear beyond: outliers weigh less than under mean squared error.
 *
 * @throws RangeError when `delta` is not positive.
 * @see Keras `losses.Huber`
 * @example
 * ```ts
 * import { huber } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = huber({ delta: 1 })(tf.tensor([[0, 0]]), tf.tensor([[0.5, 2]]))
 * console.log(loss.arraySync()) // → [0.8125]
 * ```
 */
export function huber({ delta = 1 }: HuberOptions = {}): Loss {
  if (!(delta > 0)) {
    throw new RangeError(
      `huber: expected a positive delta, received delta=${delta}. Use the error that is still small.`,
    )
  }
  const loss = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const size = absolute(tf.sub(yPred, yTrue))
    const inner = tf.minimum(size, delta)
    return rowMeans(tf.add(tf.mul(0.5, tf.square(inner)), tf.mul(delta, tf.sub(size, inner))))
  }
  return forSameShape('huber', loss, delta === 1 ? {} : { delta })
}
