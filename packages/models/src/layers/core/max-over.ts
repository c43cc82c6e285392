import * as tf from '@tensorflow/tfjs-core'

/**
 * Returns the largest values over axes (all by default), with TensorFlow's gradient: equal maxima share it. TensorFlow.js
 * gives each of them the whole.
 */
export function maxOver(x: tf.Tensor, axis?: number | number[], keepdims = false): tf.Tensor {
  if (x.dtype !== 'float32') return tf.max(x, axis, keepdims)
  const axes = tf.util.parseAxisParam(axis as number, x.shape)
  const largest = tf.customGrad((value, save) => {
    const input = value as tf.Tensor
    const result = tf.max(input, axes, true)
    ;(save as tf.GradSaveFunc)([input, result])
    return {
      value: result,
      gradFunc: (slope: tf.Tensor, saved: tf.Tensor[]) => {
        const places = tf.cast(tf.equal(saved[0]!, saved[1]!), 'float32')
        return tf.mul(places, tf.div(slope, tf.sum(places, axes, true)))
      },
    }
  })
  const kept = largest(x)
  return keepdims || axes.length === 0 ? kept : tf.squeeze(kept, axes)
}

/** Returns the smallest values, as {@link maxOver}. */
export function minOver(x: tf.Tensor, axis?: number | number[], keepdims = false): tf.Tensor {
  return x.dtype === 'float32' ? tf.neg(maxOver(tf.neg(x), axis, keepdims)) : tf.min(x, axis, keepdims)
}
