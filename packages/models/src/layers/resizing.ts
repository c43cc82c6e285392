import { expectInteger } from '@dlw/data/arguments'
import type * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from './operation-layer.ts'
import { type Interpolation, resizeImages } from './resize-images.ts'

/** Resizes images with pixel centres at halves, as Keras does; TensorFlow.js's own layer aligns corners. */
export class Resizing extends OperationLayer<{ height: number; width: number; interpolation: Interpolation }> {
  static readonly className: string = 'Resizing'

  protected override resolve({ height, width, interpolation = 'bilinear' }: Resizing['options']): Resizing['options'] {
    expectInteger('resizing', 'height', height)
    expectInteger('resizing', 'width', width)
    return { height, width, interpolation }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return resizeImages(x, [this.options.height, this.options.width], this.options.interpolation)
  }

  protected override shapeOf([images, , , channels]: Shape): Shape {
    return [images!, this.options.height, this.options.width, channels!]
  }
}

/** Enlarges images by whole factors, as Keras does. */
export class UpSampling2D extends OperationLayer<{ size: [number, number]; interpolation: Interpolation }> {
  static readonly className: string = 'UpSampling2D'

  protected override resolve({
    size = [2, 2],
    interpolation = 'nearest',
  }: UpSampling2D['options']): UpSampling2D['options'] {
    return { size, interpolation }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const [, height, width] = this.shapeOf(x.shape)
    return resizeImages(x, [height!, width!], this.options.interpolation)
  }

  protected override shapeOf([images, height, width, channels]: Shape): Shape {
    const [down, right] = this.options.size
    return [images!, height! && height * down, width! && width * right, channels!]
  }
}
