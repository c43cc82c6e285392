import * as tf from '@tensorflow/tfjs-core'
import { type Interpolation, resizeImages } from './resize-images.ts'

/** Options of {@link fitImages}: treatment of images with a different aspect ratio. */
export interface FitImagesOptions {
  interpolation?: Interpolation
  antialias?: boolean
  /** Whether to crop to the aspect ratio first. */
  cropToAspectRatio?: boolean
  /** Whether to pad to the aspect ratio first. */
  padToAspectRatio?: boolean
  fillValue?: number
}

/** Resizes images to a height and a width as Keras does. */
export function fitImages(x: tf.Tensor, height: number, width: number, options: FitImagesOptions = {}): tf.Tensor {
  const { interpolation = 'bilinear', antialias = false, cropToAspectRatio, padToAspectRatio, fillValue = 0 } = options
  return tf.tidy(() => {
    const images = x.dtype === 'float32' ? x : tf.cast(x, 'float32')
    const [, rows, columns] = images.shape as [number, number, number, number]
    let fitted = images
    if (cropToAspectRatio) {
      const tall = Math.max(Math.min(rows, Math.trunc((columns * height) / width)), 1)
      const wide = Math.max(Math.min(columns, Math.trunc((rows * width) / height)), 1)
      const [top, left] = [Math.trunc((rows - tall) / 2), Math.trunc((columns - wide) / 2)]
      fitted = tf.slice(images, [0, top, left, 0], [-1, tall, wide, -1])
    } else if (padToAspectRatio) {
      const tall = Math.max(rows, Math.trunc((columns * height) / width))
      const wide = Math.max(columns, Math.trunc((rows * width) / height))
      // Keras pads as much after the image as before it.
      const [top, left] = [Math.trunc((tall - rows) / 2), Math.trunc((wide - columns) / 2)]
      const ends: [number, number][] = top > 0 ? [[top, top], [0, 0]] : [[0, 0], [left, left]] // biome-ignore format: a table
      fitted = tf.pad(images, [[0, 0], ...ends, [0, 0]], fillValue)
    }
    if (fitted.shape[1] === height && fitted.shape[2] === width) return fitted.clone()
    return resizeImages(fitted, [height, width], interpolation, antialias)
  })
}
