import type { NdArray } from '@dlw/data'

/** Pictures with brightness as a number from `black` to 1. */
export function scaled({ shape, data }: NdArray, black: 0 | -1): { shape: readonly number[]; data: Float32Array } {
  const range = 1 - black
  return { shape, data: Float32Array.from(data, (brightness) => black + (range * brightness) / 255) }
}

/** The first pictures. */
export function rowsOf<Pictures extends NdArray>({ shape, data }: Pictures, count: number): NdArray {
  const size = data.length / shape[0]!
  return { shape: [count, ...shape.slice(1)], data: data.slice(0, count * size) }
}

/** One picture, `[height, width, channels]`. */
export function pictureOf({ shape, data }: NdArray, index: number): NdArray {
  const size = data.length / shape[0]!
  return { shape: shape.slice(1), data: data.slice(index * size, (index + 1) * size) }
}
