import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from './operation-layer.ts'

/** The middle of each image. See Keras: `keras.layers.CenterCrop`, for images that are large enough. */
export class CenterCrop extends OperationLayer<{ height: number; width: number }> {
  static readonly className: string = 'CenterCrop'

  protected override resolve({ height, width }: CenterCrop['options']): CenterCrop['options'] {
    return { height, width }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const { height, width } = this.options
    const [top, left] = [Math.floor((x.shape[1]! - height) / 2), Math.floor((x.shape[2]! - width) / 2)]
    if (!(top >= 0 && left >= 0)) {
      throw new RangeError(
        `centerCrop: expected images of at least ${height} × ${width} pixels, received shape=[${x.shape}]. Resize them first.`,
      )
    }
    return tf.slice(x, [0, top, left, 0], [-1, height, width, -1])
  }

  protected override shapeOf([images, , , channels]: Shape): Shape {
    return [images!, this.options.height, this.options.width, channels!]
  }
}
