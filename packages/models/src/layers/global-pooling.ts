import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
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

abstract class GlobalPooling2D extends layers.Layer {
  readonly #keepdims: boolean

  constructor({ keepdims = false, ...options }: ClassOptions = {}) {
    super(options)
    this.#keepdims = keepdims
  }

  protected abstract reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.reduce(oneTensor(inputs), [1, 2], this.#keepdims)
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [images, , , channels] = oneShape(inputShape)
    return this.#keepdims ? [images!, 1, 1, channels!] : [images!, channels!]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), dataFormat: 'channelsLast', keepdims: this.#keepdims }
  }
}

/** Class behind {@link globalPooling2d} with 'avg', under the name that model files use. */
export class GlobalAveragePooling2D extends GlobalPooling2D {
  static readonly className: string = 'GlobalAveragePooling2D'

  protected override reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor {
    return tf.mean(x, axes, keepdims)
  }
}

/** Class behind {@link globalPooling2d} with 'max', under the name that model files use. */
export class GlobalMaxPooling2D extends GlobalPooling2D {
  static readonly className: string = 'GlobalMaxPooling2D'

  protected override reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor {
    return tf.max(x, axes, keepdims)
  }
}
