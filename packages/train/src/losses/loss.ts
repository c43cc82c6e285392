import type * as tf from '@tensorflow/tfjs-core'

/** Compares targets with predictions, both `[rows, …]`; returns one value per row, `[rows]`, or their mean as a scalar. */
export interface Loss {
  (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor
  /**
   * The same loss on the values before the model's last activation. With it, `fit` and `evaluate` leave that
   * activation out, as Keras does: a softmax that has saturated has no gradient, its logits still have one.
   */
  ofLogits?: {
    readonly activation: 'softmax' | 'sigmoid'
    readonly loss: (yTrue: tf.Tensor, logits: tf.Tensor) => tf.Tensor
  }
}

/**
 * Judges predictions `[rows, …]` against targets over all rows of an epoch at once; what it returns is averaged to one
 * number. The function's own `name` is the name in logs and histories.
 */
export type Metric = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor
