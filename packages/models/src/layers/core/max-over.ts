import * as tf from '@tensorflow/tfjs-core'

/**
 * Returns the largest values over axes, with TensorFlow's gradient: equal maxima share it. TensorFlow.js gives each of
 * them the whole.
 */
export function maxOver(x: tf.Tensor, axes: number[], keepdims = false): tf.Tensor {
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
  return keepdims ? kept : tf.squeeze(kept, axes)
}
