import * as tf from '@tensorflow/tfjs-core'

/** How a resized image gets its colours: from the four nearest pixels or from the nearest. */
export type Interpolation = 'bilinear' | 'nearest'

/**
 * Resizes `[images, height, width, channels]` with pixel centres at halves, as TensorFlow 2 does. TensorFlow.js computes
 * the gradient of its own operation for corners, so this brings its own.
 */
export function resizeImages(
  images: tf.Tensor,
  size: readonly [number, number],
  interpolation: Interpolation,
): tf.Tensor {
  const resize = tf.customGrad((x: unknown) => {
    const [, height, width] = (x as tf.Tensor4D).shape
    const kernel = interpolation === 'nearest' ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear
    const gradFunc = (slope: tf.Tensor): tf.Tensor => {
      const [images, , , channels] = slope.shape as [number, number, number, number]
      const rows = tf.matMul(
        weights(height, size[0], interpolation),
        tf.reshape(tf.transpose(slope, [1, 0, 2, 3]), [size[0], -1]),
      )
      const columns = tf.transpose(tf.reshape(rows, [height, images, size[1], channels]), [2, 1, 0, 3])
      const both = tf.matMul(weights(width, size[1], interpolation), tf.reshape(columns, [size[1], -1]))
      return tf.transpose(tf.reshape(both, [width, images, height, channels]), [1, 2, 0, 3])
    }
    return { value: kernel(x as tf.Tensor4D, [...size], false, true) as tf.Tensor, gradFunc }
  })
  return resize(images)
}

/** How much each of `from` pixels counts for each of `to` pixels: `[from, to]`. */
function weights(from: number, to: number, interpolation: Interpolation): tf.Tensor2D {
  const values = new Float32Array(from * to)
  const clamp = (pixel: number): number => Math.min(Math.max(pixel, 0), from - 1)
  for (let target = 0; target < to; target++) {
    const centre = ((target + 0.5) * from) / to
    if (interpolation === 'nearest') {
      values[clamp(Math.floor(centre)) * to + target] = 1
      continue
    }
    const before = Math.floor(centre - 0.5)
    const share = centre - 0.5 - before
    values[clamp(before) * to + target]! += 1 - share
    values[clamp(before + 1) * to + target]! += share
  }
  return tf.tensor2d(values, [from, to])
}
