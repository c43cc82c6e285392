import * as tf from '@tensorflow/tfjs-core'

/** The mean over every axis but the first: one value per row. */
export const rowMeans = (values: tf.Tensor): tf.Tensor =>
  values.rank < 2 ? values : tf.mean(values.rank === 2 ? values : tf.reshape(values, [values.shape[0]!, -1]), -1)
