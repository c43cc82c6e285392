import * as tf from '@tensorflow/tfjs-core'

/**
 * Returns the result of `run` as a constant for gradients. Comparisons, indices and masks have no gradient, and
 * TensorFlow.js fails on those between a weight and the loss instead of using zero.
 */
export function constantOf(run: () => tf.Tensor): tf.Tensor {
  const constant = tf.customGrad((nothing: unknown) => ({
    value: run(),
    gradFunc: () => tf.zerosLike(nothing as tf.Tensor),
  }))
  return tf.tidy(() => constant(tf.scalar(0)))
}
