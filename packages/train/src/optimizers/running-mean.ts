import * as tf from '@tensorflow/tfjs-core'

/** A slot that starts at 0. */
export const zero = (name: string): { name: string; initial: number } => ({ name, initial: 0 })

/** Moves the running mean `before` towards `value`. */
export const towards = (before: tf.Tensor, value: tf.Tensor, kept: number): tf.Tensor =>
  tf.add(tf.mul(before, kept), tf.mul(value, 1 - kept))
