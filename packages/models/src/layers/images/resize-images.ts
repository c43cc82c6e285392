import * as tf from '@tensorflow/tfjs-core'
import { type Interpolation, resizeWeights } from './resize-weights.ts'

export type { Interpolation }

/**
 * Resizes `[images, height, width, channels]` with half-pixel centres, as TensorFlow 2 does. TensorFlow.js computes the
 * gradient of its own operation for corners, and supports only two interpolations, so this adds the others.
 *
 * @param antialias Whether to average pixels when shrinking an image. Defaults to false.
 */
export function resizeImages(
  images: tf.Tensor,
  size: readonly [number, number],
  interpolation: Interpolation,
  antialias = false,
): tf.Tensor {
  const known = !antialias && (interpolation === 'nearest' || interpolation === 'bilinear')
  if (!known) return product(images, size, interpolation, antialias, false)
  const resize = tf.customGrad((x: unknown) => {
    const [, height, width] = (x as tf.Tensor4D).shape
    const kernel = interpolation === 'nearest' ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear
    return {
      value: kernel(x as tf.Tensor4D, [...size], false, true) as tf.Tensor,
      gradFunc: (slope: tf.Tensor) => product(slope, [height, width], interpolation, antialias, true),
    }
  })
  return resize(images)
}

/** Resizes by two matrix products; `back` computes the gradient. */
function product(
  images: tf.Tensor,
  [height, width]: readonly [number, number],
  interpolation: Interpolation,
  antialias: boolean,
  back: boolean,
): tf.Tensor {
  return tf.tidy(() => {
    const [count, rows, columns, channels] = images.shape as [number, number, number, number]
    const weights = (from: number, to: number): tf.Tensor =>
      back
        ? tf.transpose(resizeWeights(to, from, interpolation, antialias))
        : resizeWeights(from, to, interpolation, antialias)
    const tall = tf.matMul(weights(rows, height), tf.reshape(tf.transpose(images, [1, 0, 2, 3]), [rows, -1]))
    const turned = tf.transpose(tf.reshape(tall, [height, count, columns, channels]), [2, 1, 0, 3])
    const wide = tf.matMul(weights(columns, width), tf.reshape(turned, [columns, -1]))
    return tf.transpose(tf.reshape(wide, [width, count, height, channels]), [1, 2, 0, 3])
  })
}
