import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { perAxis } from '../convolution/convolution-layers.ts'
import { lengthAfter } from '../convolution/convolve.ts'
import { maxOver } from '../core/max-over.ts'
import { OperationLayer } from '../operation-layer.ts'
import { type PoolKind, type PoolOptions, pool } from './pool.ts'

interface PoolingOptions {
  poolSize?: number | number[]
  strides?: number | number[] | null
  padding?: 'valid' | 'same'
}

/** Base class of Keras's six window-pooling layers. */
abstract class Pooling extends OperationLayer<PoolingOptions> {
  protected abstract readonly axes: number
  protected abstract readonly kind: PoolKind

  #how(): PoolOptions {
    const { poolSize = 2, strides, padding = 'valid' } = this.options
    const sizes = perAxis(poolSize, this.axes)
    return { sizes, strides: perAxis(strides ?? sizes, this.axes), padding }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => pool(x, this.kind, this.#how()))
  }

  protected override shapeOf(shape: Shape): Shape {
    const { sizes, strides, padding } = this.#how()
    const space = shape
      .slice(1, -1)
      .map((length, axis) => lengthAfter(length, sizes[axis]!, { stride: strides[axis]!, padding }))
    return [shape[0]!, ...space, shape.at(-1)!]
  }
}

/** See Keras: `keras.layers.MaxPooling1D`. */
export class MaxPooling1D extends Pooling {
  static readonly className: string = 'MaxPooling1D'
  protected readonly axes: number = 1
  protected readonly kind: PoolKind = 'max'
}

/** See Keras: `keras.layers.MaxPooling2D`. */
export class MaxPooling2D extends Pooling {
  static readonly className: string = 'MaxPooling2D'
  protected readonly axes: number = 2
  protected readonly kind: PoolKind = 'max'
}

/** TensorFlow.js's own layer treats padding as zeros. See Keras: `keras.layers.MaxPooling3D`. */
export class MaxPooling3D extends Pooling {
  static readonly className: string = 'MaxPooling3D'
  protected readonly axes: number = 3
  protected readonly kind: PoolKind = 'max'
}

/** See Keras: `keras.layers.AveragePooling1D`. */
export class AveragePooling1D extends Pooling {
  static readonly className: string = 'AveragePooling1D'
  protected readonly axes: number = 1
  protected readonly kind: PoolKind = 'avg'
}

/** See Keras: `keras.layers.AveragePooling2D`. */
export class AveragePooling2D extends Pooling {
  static readonly className: string = 'AveragePooling2D'
  protected readonly axes: number = 2
  protected readonly kind: PoolKind = 'avg'
}

/** See Keras: `keras.layers.AveragePooling3D`. */
export class AveragePooling3D extends Pooling {
  static readonly className: string = 'AveragePooling3D'
  protected readonly axes: number = 3
  protected readonly kind: PoolKind = 'avg'
}

/** Pools into a fixed number of windows, regardless of the input size. */
abstract class AdaptivePooling extends OperationLayer<{ outputSize: number | (number | null)[] }> {
  protected abstract readonly axes: number
  protected abstract readonly kind: PoolKind

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const lengths = this.shapeOf(x.shape)
      let y = x
      for (let axis = 1; axis <= this.axes; axis++) y = adapted(y, axis, lengths[axis]!, this.kind)
      return y
    })
  }

  protected override shapeOf(shape: Shape): Shape {
    const { outputSize } = this.options
    const wanted = typeof outputSize === 'number' ? Array<number>(this.axes).fill(outputSize) : outputSize
    return [shape[0]!, ...wanted.map((size, axis) => size ?? shape[axis + 1]!), shape.at(-1)!]
  }
}

/** Windows from `⌊i · length / count⌋` to `⌈(i + 1) · length / count⌉`. */
function adapted(x: tf.Tensor, axis: number, count: number, kind: PoolKind): tf.Tensor {
  const length = x.shape[axis]!
  const windows = Array.from({ length: count }, (_, index) => {
    const [from, to] = [Math.floor((index * length) / count), Math.ceil(((index + 1) * length) / count)]
    const begin = x.shape.map((_, one) => (one === axis ? from : 0))
    const size = x.shape.map((all, one) => (one === axis ? to - from : all))
    const window = tf.slice(x, begin, size)
    return kind === 'max' ? maxOver(window, axis, true) : tf.mean(window, axis, true)
  })
  return tf.concat(windows, axis)
}

/** See Keras: `keras.layers.AdaptiveAveragePooling1D`. */
export class AdaptiveAveragePooling1D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveAveragePooling1D'
  protected readonly axes: number = 1
  protected readonly kind: PoolKind = 'avg'
}

/** See Keras: `keras.layers.AdaptiveAveragePooling2D`. */
export class AdaptiveAveragePooling2D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveAveragePooling2D'
  protected readonly axes: number = 2
  protected readonly kind: PoolKind = 'avg'
}

/** See Keras: `keras.layers.AdaptiveAveragePooling3D`. */
export class AdaptiveAveragePooling3D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveAveragePooling3D'
  protected readonly axes: number = 3
  protected readonly kind: PoolKind = 'avg'
}

/** See Keras: `keras.layers.AdaptiveMaxPooling1D`. */
export class AdaptiveMaxPooling1D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveMaxPooling1D'
  protected readonly axes: number = 1
  protected readonly kind: PoolKind = 'max'
}

/** See Keras: `keras.layers.AdaptiveMaxPooling2D`. */
export class AdaptiveMaxPooling2D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveMaxPooling2D'
  protected readonly axes: number = 2
  protected readonly kind: PoolKind = 'max'
}

/** See Keras: `keras.layers.AdaptiveMaxPooling3D`. */
export class AdaptiveMaxPooling3D extends AdaptivePooling {
  static readonly className: string = 'AdaptiveMaxPooling3D'
  protected readonly axes: number = 3
  protected readonly kind: PoolKind = 'max'
}
