import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { resizeImages } from './resize-images.ts'

/** Options of {@link resizeWithPad}. */
export interface ResizeWithPadOptions {
  /** Height of the resized images in pixels. */
  height: number
  /** Width of the resized images in pixels. */
  width: number
  /** Name of the layer. Defaults to one that TensorFlow.js makes up. */
  name?: string
}

/**
 * A layer that resizes images without distorting them: bilinear (pixel centres at halves), the rest filled with zeros.
 *
 * @returns A layer from `[images, any, any, channels]` to `[images, height, width, channels]`.
 * @throws RangeError if a size is not a positive integer.
 * @see TensorFlow: `tf.image.resize_with_pad(method='bilinear')`
 * @example
 * ```ts
 * import { resizeWithPad } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const images = resizeWithPad({ height: 160, width: 160 }).apply(tf.ones([2, 64, 64, 3])) as tf.Tensor
 * console.log(images.shape) // → [ 2, 160, 160, 3 ]
 * ```
 */
export function resizeWithPad(options: ResizeWithPadOptions): layers.Layer {
  tf.serialization.registerClass(ResizeWithPad)
  return new ResizeWithPad(options)
}

/** The class behind {@link resizeWithPad}, under the name that model files use. */
export class ResizeWithPad extends layers.Layer {
  static readonly className: string = 'ResizeWithPad'
  readonly #height: number
  readonly #width: number

  constructor({ height, width, ...options }: ResizeWithPadOptions) {
    super(options)
    expectInteger('resizeWithPad', 'height', height)
    expectInteger('resizeWithPad', 'width', width)
    this.#height = height
    this.#width = width
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const images = oneTensor(inputs) as tf.Tensor4D
      const [, rows, columns] = images.shape
      const ratio = Math.max(rows / this.#height, columns / this.#width)
      const [height, width] = [rows / ratio, columns / ratio]
      const size: [number, number] = [Math.floor(height), Math.floor(width)]
      const resized = resizeImages(images, size, 'bilinear')
      const top = Math.max(0, Math.floor((this.#height - height) / 2))
      const left = Math.max(0, Math.floor((this.#width - width) / 2))
      const bottom = this.#height - top - size[0]
      const right = this.#width - left - size[1]
      return tf.pad(resized, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ])
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [images, , , channels] = oneShape(inputShape)
    return [images!, this.#height, this.#width, channels!]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), height: this.#height, width: this.#width }
  }
}
