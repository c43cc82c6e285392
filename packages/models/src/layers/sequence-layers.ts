import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from './operation-layer.ts'

/** Pads each sequence with zero steps. See Keras: `keras.layers.ZeroPadding1D`. */
export class ZeroPadding1D extends OperationLayer<{ padding: [number, number] }> {
  static readonly className: string = 'ZeroPadding1D'

  protected override resolve({ padding }: ZeroPadding1D['options']): ZeroPadding1D['options'] {
    return { padding }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.pad(x, [[0, 0], this.options.padding, [0, 0]])
  }

  protected override shapeOf([rows, steps, features]: Shape): Shape {
    const [before, after] = this.options.padding
    return [rows!, steps! && steps + before + after, features!]
  }
}

/** Crops steps at both ends of each sequence. See Keras: `keras.layers.Cropping1D`. */
export class Cropping1D extends OperationLayer<{ cropping: [number, number] }> {
  static readonly className: string = 'Cropping1D'

  protected override resolve({ cropping }: Cropping1D['options']): Cropping1D['options'] {
    return { cropping }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    const [before, after] = this.options.cropping
    return tf.slice(x, [0, before, 0], [-1, x.shape[1]! - before - after, -1])
  }

  protected override shapeOf([rows, steps, features]: Shape): Shape {
    const [before, after] = this.options.cropping
    return [rows!, steps! && steps - before - after, features!]
  }
}

/** Repeats each step. See Keras: `keras.layers.UpSampling1D`. */
export class UpSampling1D extends OperationLayer<{ size: number }> {
  static readonly className: string = 'UpSampling1D'

  protected override resolve({ size = 2 }: UpSampling1D['options']): UpSampling1D['options'] {
    return { size }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() =>
      tf.reshape(tf.tile(tf.expandDims(x, 2), [1, 1, this.options.size, 1]), this.shapeOf(x.shape) as number[]),
    )
  }

  protected override shapeOf([rows, steps, features]: Shape): Shape {
    return [rows!, steps! && steps * this.options.size, features!]
  }
}
