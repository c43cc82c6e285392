import * as tf from '@tensorflow/tfjs-core'
import { constantOf } from './core/constant-of.ts'

/** The nearest point among shares that add up to one: like softmax, with zeros. */
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
  // The members are the largest: all that are at least as large as the last of them.
  const members = constantOf(() => {
    const places = tf.sum(tf.cast(tf.greater(tf.expandDims(x, -2), tf.expandDims(x, -1)), 'float32'), -1)
    return tf.cast(tf.less(places, count), 'float32')
  })
  const excess = tf.div(tf.sub(tf.sum(tf.mul(x, members), -1, true), 1), tf.sum(members, -1, true))
  return tf.relu(tf.sub(x, excess))
}
