import * as tf from '@tensorflow/tfjs-core'
import { fused } from './fused.ts'

/** A slot that starts at 0. */
export const zero = (name: string): { name: string; initial: number } => ({ name, initial: 0 })

/** Moves the running mean `before` towards `value`. */
export const towards = (before: tf.Tensor, value: tf.Tensor, kept: number): tf.Tensor =>
  fused('DlwRunningMean', { before, value }, { kept, squared: false }) ??
  tf.add(tf.mul(before, kept), tf.mul(value, 1 - kept))

/** One number of {@link towards}, rounded as the tensors are. */
export const numberTowards = (before: number, value: number, kept: number): number =>
  Math.fround(Math.fround(before * Math.fround(kept)) + Math.fround(value * Math.fround(1 - kept)))

/** One number of {@link towardsSquare}, rounded as the tensors are. */
export const numberTowardsSquare = (before: number, value: number, kept: number): number =>
  numberTowards(before, Math.fround(value * value), kept)

/** Moves the running mean `before` of squares towards the square of `value`. */
export const towardsSquare = (before: tf.Tensor, value: tf.Tensor, kept: number): tf.Tensor =>
  fused('DlwRunningMean', { before, value }, { kept, squared: true }) ??
  tf.add(tf.mul(before, kept), tf.mul(tf.square(value), 1 - kept))
