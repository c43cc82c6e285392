import type { Raster } from './raster.ts'

/** Images as an `NdArray` of @dlw/data: shape [images, height, width, channels], channels 1 or 3. */
export interface ImageBatch {
  shape: readonly number[]
  /** Integers from 0 to 255 in an integer array such as `Uint8Array`, or floats from 0 to 1. */
  data: ArrayLike<number>
}

/** Checks the shape and range of a batch and returns an accessor for its images. */
export function readImages(
  caller: string,
  { shape, data }: ImageBatch,
): { count: number; picture(index: number): Raster } {
  const [count = 0, height = 0, width = 0, channels = 1] = shape
  const size = height * width * channels
  if (!(shape.length >= 3 && shape.length <= 4 && (channels === 1 || channels === 3) && count > 0 && size > 0)) {
    throw new RangeError(
      `${caller}: expected images of shape [images, height, width, 1 or 3], received shape=[${shape.join(', ')}]. Reshape them; put one image in a batch of 1.`,
    )
  }
  if (data.length !== count * size) {
    throw new RangeError(
      `${caller}: expected ${count * size} values for shape=[${shape.join(', ')}], received ${data.length}. Pass shape and data of the same array.`,
    )
  }
  const isFloat = !ArrayBuffer.isView(data) || data instanceof Float32Array || data instanceof Float64Array
  const factor = isFloat ? 255 : 1
  return {
    count,
    picture(index) {
      const bytes = new Uint8Array(size)
      for (let offset = 0; offset < size; offset++) {
        const value = data[index * size + offset]! * factor
        if (!(value > -0.5 && value < 255.5)) {
          throw new RangeError(
            `${caller}: expected floats from 0 to 1 or bytes from 0 to 255 (Uint8Array), received ${value / factor} in image ${index}. Undo the preprocessing first.`,
          )
        }
        bytes[offset] = Math.round(value)
      }
      return { width, height, channels, data: bytes }
    },
  }
}
