import * as tf from '@tensorflow/tfjs-core'

type Save = (tensors: tf.Tensor[]) => void

/** `tf.abs` with TensorFlow's slope at 0, which is 0; TensorFlow.js has −1 there. */
export const absolute: (x: tf.Tensor) => tf.Tensor = tf.customGrad((...values) => {
  const [x, save] = values as unknown as [tf.Tensor, Save]
  save([x])
  return {
    value: tf.abs(x),
    gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => tf.mul(gradient, tf.sign(saved[0]!)),
  }
}) as (x: tf.Tensor) => tf.Tensor

/** The largest along the last axis, whose equals share the slope as in TensorFlow; in TensorFlow.js each has all of it. */
export const largest: (x: tf.Tensor) => tf.Tensor = tf.customGrad((...values) => {
  const [x, save] = values as unknown as [tf.Tensor, Save]
  save([x])
  return {
    value: tf.max(x, -1),
    gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const tops = tf.cast(tf.equal(saved[0]!, tf.max(saved[0]!, -1, true)), 'float32')
      return tf.mul(tf.expandDims(gradient, -1), tf.div(tops, tf.sum(tops, -1, true)))
    },
  }
}) as (x: tf.Tensor) => tf.Tensor
