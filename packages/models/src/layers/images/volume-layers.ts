import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'

type Ends = [number, number][]

/** Pads volumes with zeros. See Keras: `keras.layers.ZeroPadding3D`. */
export class ZeroPadding3D extends OperationLayer<{ padding: Ends }> {
  static readonly className: string = 'ZeroPadding3D'

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.pad(x, [[0, 0], ...this.options.padding, [0, 0]])
  }

  protected override shapeOf(shape: Shape): Shape {
    const { padding } = this.options
    return shape.map((size, axis) => (padding[axis - 1] && size !== null ? size + sum(padding[axis - 1]!) : size))
  }
}

/** Crops the six sides of volumes. See Keras: `keras.layers.Cropping3D`. */
export class Cropping3D extends OperationLayer<{ cropping: Ends }> {
  static readonly className: string = 'Cropping3D'

  protected override run(x: tf.Tensor): tf.Tensor {
    const { cropping } = this.options
    const size = this.shapeOf(x.shape) as number[]
    return tf.slice(x, [0, ...cropping.map(([before]) => before), 0], size)
  }

  protected override shapeOf(shape: Shape): Shape {
    const { cropping } = this.options
    return shape.map((size, axis) => (cropping[axis - 1] && size !== null ? size - sum(cropping[axis - 1]!) : size))
  }
}

const sum = ([before, after]: [number, number]): number => before + after

/** Repeats each voxel. See Keras: `keras.layers.UpSampling3D`. */
export class UpSampling3D extends OperationLayer<{ size: [number, number, number] }> {
  static readonly className: string = 'UpSampling3D'

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      let y = x
      for (const [index, times] of this.options.size.entries()) {
        const [before, after] = [y.shape.slice(0, index + 2), y.shape.slice(index + 2)]
        const wide = tf.reshape(y, [...before, 1, ...after])
        const repeats = wide.shape.map((_, axis) => (axis === index + 2 ? times : 1))
        y = tf.reshape(tf.tile(wide, repeats), [...before.slice(0, -1), before.at(-1)! * times, ...after])
      }
      return y
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    const { size } = this.options
    return shape.map((length, axis) => (size[axis - 1] && length !== null ? length * size[axis - 1]! : length))
  }
}
