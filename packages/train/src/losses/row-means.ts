import * as tf from '@tensorflow/tfjs-core'

/** The mean over the last axis, as Keras takes it: one value per row, and per step of a sequence. */
export const rowMeans = (values: tf.Tensor): tf.Tensor => (values.rank < 2 ? values : tf.mean(values, -1))
