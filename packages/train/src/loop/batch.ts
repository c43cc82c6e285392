import type * as tf from '@tensorflow/tfjs-core'

/** One batch. */
export interface Batch {
  inputs: readonly tf.Tensor[]
  targets: readonly tf.Tensor[]
  /** For each output, how much each row or each of its steps counts. Defaults to once. */
  weights?: readonly (tf.Tensor | undefined)[]
}
