import type { NdArray } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'

// #region scaled
/** Pictures with brightness as a number from `black` to 1. */
export function scaled({ shape, data }: NdArray, black: 0 | -1): { shape: readonly number[]; data: Float32Array } {
  const range = 1 - black
  return { shape, data: Float32Array.from(data, (brightness) => black + (range * brightness) / 255) }
}
// #endregion

/** The first pictures, or all where there are fewer. */
export function rowsOf<Pictures extends NdArray>({ shape, data }: Pictures, count: number): NdArray {
  const rows = Math.min(count, shape[0]!)
  return { shape: [rows, ...shape.slice(1)], data: data.slice(0, (rows * data.length) / shape[0]!) }
}

/** One picture, `[height, width, channels]`. */
export function pictureOf({ shape, data }: NdArray, index: number): NdArray {
  const size = data.length / shape[0]!
  return { shape: shape.slice(1), data: data.slice(index * size, (index + 1) * size) }
}

/** Pictures of 1/`factor` the height and width: each pixel is the mean of a square. */
export function shrunk({ shape, data }: NdArray, factor: number): { shape: readonly number[]; data: Float32Array } {
  const means = tf.tidy(() =>
    tf.avgPool(
      tf.tensor4d(Float32Array.from(data), shape as [number, number, number, number]),
      factor,
      factor,
      'valid',
    ),
  )
  const result = { shape: means.shape, data: means.dataSync<'float32'>() }
  means.dispose()
  return result
}
