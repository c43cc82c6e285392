import * as tf from '@tensorflow/tfjs-core'
import type { GradientOptions } from './gradient-options.ts'

/** Gradients on numbers, clipped as the options say. */
export function clipNumbers(
  arrays: readonly Float32Array[],
  { clipNorm, clipValue, globalClipNorm }: GradientOptions,
): readonly Float32Array[] {
  if (clipValue !== undefined) {
    return arrays.map((values) => values.map((value) => Math.max(-clipValue, Math.min(clipValue, value))))
  }
  const square = (values: Float32Array): number => values.reduce((sum, value) => sum + value * value, 0)
  const scaled = (values: Float32Array, limit: number, norm: number): Float32Array =>
    norm <= limit ? values : values.map((value) => (value * limit) / norm)
  if (clipNorm !== undefined) return arrays.map((values) => scaled(values, clipNorm, Math.sqrt(square(values))))
  if (globalClipNorm === undefined) return arrays
  const norm = Math.sqrt(arrays.reduce((sum, values) => sum + square(values), 0))
  return arrays.map((values) => scaled(values, globalClipNorm, norm))
}

/** The same on tensors. Call it in a `tf.tidy`. */
export function clipTensors(
  tensors: tf.Tensor[],
  { clipNorm, clipValue, globalClipNorm }: GradientOptions,
): tf.Tensor[] {
  if (clipValue !== undefined) return tensors.map((tensor) => tf.clipByValue(tensor, -clipValue, clipValue))
  const square = (tensor: tf.Tensor): tf.Tensor => tf.sum(tf.square(tensor))
  const scaled = (tensor: tf.Tensor, limit: number, norm: tf.Tensor): tf.Tensor =>
    tf.mul(tensor, tf.div(limit, tf.maximum(norm, limit)))
  if (clipNorm !== undefined) return tensors.map((tensor) => scaled(tensor, clipNorm, tf.sqrt(square(tensor))))
  if (globalClipNorm === undefined) return tensors
  const norm = tf.sqrt(tf.addN(tensors.map(square)))
  return tensors.map((tensor) => scaled(tensor, globalClipNorm, norm))
}
