import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from './core/constant-of.ts'

/** Sparsemax: projects onto the probability simplex; like softmax, but sparse. */
export function sparsemax(x: tf.Tensor, axis = -1): tf.Tensor {
  const at = axis < 0 ? x.rank + axis : axis
  if (at !== x.rank - 1) {
    const order = x.shape.map((_, index) => (index === at ? x.rank - 1 : index === x.rank - 1 ? at : index))
    return tf.transpose(sparsemax(tf.transpose(x, order)), order)
  }
  const size = x.shape.at(-1)!
  const count = constantOf(() => {
    const { values } = tf.topk(x, size)
    const ranks = tf.range(1, size + 1)
    const isIn = tf.greater(tf.add(1, tf.mul(ranks, values)), tf.cumsum(values, x.rank - 1))
    return tf.sum(tf.cast(isIn, 'float32'), -1, true)
  })
  // How often Keras counts each member: it adds up all sums of the largest so far, not the last of them.
  const shares = constantOf(() => {
    const [own, others] = [tf.expandDims(x, -1), tf.expandDims(x, -2)]
    const earlier = tf.greater(tf.reshape(tf.range(0, size), [-1, 1]), tf.reshape(tf.range(0, size), [1, -1]))
    const isBefore = tf.logicalOr(tf.greater(others, own), tf.logicalAnd(tf.equal(others, own), earlier))
    const place = tf.sum(tf.cast(isBefore, 'float32'), -1)
    return tf.relu(tf.sub(count, place))
  })
  const excess = tf.div(tf.sub(tf.sum(tf.mul(x, shares), -1, true), 1), count)
  return tf.relu(tf.sub(x, excess))
}
