import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import { type FitImagesOptions, fitImages } from './fit-images.ts'
import { type Interpolation, resizeImages } from './resize-images.ts'
import { interpolations } from './resize-weights.ts'

interface ResizingOptions extends FitImagesOptions {
  height: number
  width: number
}

function expectInterpolation(caller: string, interpolation: string): void {
  if (!(interpolations as readonly string[]).includes(interpolation)) {
    throw new RangeError(
      `${caller}: expected one of ${interpolations.join(', ')}, received interpolation=${interpolation}. Choose one of them.`,
    )
  }
}

/** Resizes images with half-pixel centres, as Keras does; TensorFlow.js's own layer aligns corners. */
export class Resizing extends OperationLayer<ResizingOptions> {
  static readonly className: string = 'Resizing'

  protected override resolve(options: ResizingOptions): ResizingOptions {
    const {
      height,
      width,
      interpolation = 'bilinear',
      antialias,
      cropToAspectRatio,
      padToAspectRatio,
      fillValue,
    } = options
    expectInteger('resizing', 'height', height)
    expectInteger('resizing', 'width', width)
    expectInterpolation('resizing', interpolation)
    return {
      height,
      width,
      interpolation,
      ...(antialias && { antialias }),
      ...(cropToAspectRatio && { cropToAspectRatio }),
      ...(padToAspectRatio && { padToAspectRatio, fillValue: fillValue ?? 0 }),
    }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return fitImages(x, this.options.height, this.options.width, this.options)
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
    expectInterpolation('upSampling2D', interpolation)
    return { size: typeof size === 'number' ? [size, size] : size, interpolation }
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

/** Crops the centre of each image, after enlarging it if it is too small. See Keras: `keras.layers.CenterCrop`. */
export class CenterCrop extends OperationLayer<{ height: number; width: number }> {
  static readonly className: string = 'CenterCrop'

  protected override resolve({ height, width }: CenterCrop['options']): CenterCrop['options'] {
    return { height, width }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const { height, width } = this.options
    const [top, left] = [Math.floor((x.shape[1]! - height) / 2), Math.floor((x.shape[2]! - width) / 2)]
    if (!(top >= 0 && left >= 0)) return fitImages(x, height, width, { cropToAspectRatio: true })
    return tf.slice(x, [0, top, left, 0], [-1, height, width, -1])
  }

  protected override shapeOf([images, , , channels]: Shape): Shape {
    return [images!, this.options.height, this.options.width, channels!]
  }
}
