import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import { decode } from 'fast-png'

/** For tests: a PNG as `[1, size, size, 3]`, colours from 0 to 255. */
export function testPicture(path: string, size: number): tf.Tensor4D {
  const { width, height, channels, data } = decode(readFileSync(path))
  const image = tf.tensor3d(Array.from(data), [height, width, channels])
  return tf.expandDims(
    tf.image.resizeBilinear(tf.slice(image, [0, 0, 0], [height, width, 3]), [size, size], false, true),
  )
}
