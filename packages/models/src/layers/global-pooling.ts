import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import { type CallOptions, KerasLayer } from './core/keras-layer.ts'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

/** Options of {@link globalPooling2d}. */
export interface GlobalPooling2dOptions {
  /** What is kept of each feature map: its mean ('avg') or its largest value ('max'). */
  pooling: 'avg' | 'max'
  /** Whether height and width stay as axes of size 1. Defaults to false. */
  keepdims?: boolean
  /** Name of the layer. Defaults to one that TensorFlow.js makes up. */
  name?: string
}

type ClassOptions = Omit<GlobalPooling2dOptions, 'pooling'>

/**
 * A layer that reduces each feature map to one number. Unlike TensorFlow.js's own layers it can keep the axes.
 *
 * @returns A layer from `[images, height, width, channels]` to `[images, channels]`.
 * @see Keras: `keras.layers.GlobalAveragePooling2D`, `keras.layers.GlobalMaxPooling2D`
 * @example
 * ```ts
 * import { globalPooling2d } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const pooled = globalPooling2d({ pooling: 'max' }).apply(tf.ones([2, 5, 5, 1024])) as tf.Tensor
 * console.log(pooled.shape) // → [ 2, 1024 ]
 * ```
 */
export function globalPooling2d({ pooling, ...options }: GlobalPooling2dOptions): layers.Layer {
  const Class = pooling === 'avg' ? GlobalAveragePooling2D : GlobalMaxPooling2D
  tf.serialization.registerClass(Class)
  return new Class(options)
}

/** Reduces all axes of space to one number for each channel. */
abstract class GlobalPooling extends KerasLayer<ClassOptions> {
  protected reduce(x: tf.Tensor, _mask?: tf.Tensor): tf.Tensor {
    return tf.mean(x, axesOf(x.rank), this.options.keepdims ?? false)
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { mask }: CallOptions = {}): tf.Tensor {
    return this.reduce(oneTensor(inputs), this.#given(inputs) ?? [mask].flat()[0])
  }

  #given(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | undefined {
    return (this.callArguments && (this.given(['inputs', 'mask'], inputs).mask as tf.Tensor | null)) ?? undefined
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape)
    const space = this.options.keepdims ? shape.slice(1, -1).map(() => 1) : []
    return [shape[0]!, ...space, shape.at(-1)!]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { dataFormat: 'channelsLast', ...super.getConfig(), keepdims: this.options.keepdims ?? false }
  }
}

const axesOf = (rank: number): number[] => Array.from({ length: rank - 2 }, (_, index) => index + 1)

abstract class GlobalMaxPooling extends GlobalPooling {
  protected override reduce(x: tf.Tensor): tf.Tensor {
    return tf.max(x, axesOf(x.rank), this.options.keepdims ?? false)
  }
}

/** The mean over the steps that count. See Keras: `keras.layers.GlobalAveragePooling1D`. */
export class GlobalAveragePooling1D extends GlobalPooling {
  static readonly className: string = 'GlobalAveragePooling1D'

  protected override reduce(x: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
    if (!mask) return super.reduce(x)
    return tf.tidy(() => {
      const counted = tf.expandDims(tf.cast(mask, 'bool'), 2)
      const { keepdims = false } = this.options
      const sum = tf.sum(tf.where(counted, x, tf.zerosLike(x)), 1, keepdims)
      return tf.div(sum, tf.sum(tf.cast(counted, 'float32'), 1, keepdims))
    })
  }
}

/** Class behind {@link globalPooling2d} with 'avg', under the name that model files use. */
export class GlobalAveragePooling2D extends GlobalPooling {
  static readonly className: string = 'GlobalAveragePooling2D'
}

/** See Keras: `keras.layers.GlobalAveragePooling3D`. */
export class GlobalAveragePooling3D extends GlobalPooling {
  static readonly className: string = 'GlobalAveragePooling3D'
}

/** See Keras: `keras.layers.GlobalMaxPooling1D`. */
export class GlobalMaxPooling1D extends GlobalMaxPooling {
  static readonly className: string = 'GlobalMaxPooling1D'
}

/** Class behind {@link globalPooling2d} with 'max', under the name that model files use. */
export class GlobalMaxPooling2D extends GlobalMaxPooling {
  static readonly className: string = 'GlobalMaxPooling2D'
}

/** See Keras: `keras.layers.GlobalMaxPooling3D`. */
export class GlobalMaxPooling3D extends GlobalMaxPooling {
  static readonly className: string = 'GlobalMaxPooling3D'
}
