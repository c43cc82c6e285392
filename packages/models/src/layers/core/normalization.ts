import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { KerasLayer, type Variable } from './keras-layer.ts'

type Nested = number | Nested[]
interface NormalizationOptions {
  axis?: number | number[] | null
  mean?: Nested | null
  variance?: Nested | null
  invert?: boolean
}

/** Standardises with a given or previously computed mean and variance. See Keras: `keras.layers.Normalization`. */
export class Normalization extends KerasLayer<NormalizationOptions> {
  static readonly className: string = 'Normalization'
  #weights: { mean: Variable; variance: Variable } | undefined
  #shape: number[] = []

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape)
    const { axis } = this.options
    const list = axis === null ? [] : [axis ?? -1].flat()
    const kept = list.map((one) => (one < 0 ? shape.length + one : one)).sort((a, b) => a - b)
    this.#shape = shape.map((size, one) => (kept.includes(one) ? size! : 1))
    if (this.options.mean === undefined || this.options.mean === null) {
      const sizes = kept.map((one) => shape[one]!)
      const zeros = initializers.zeros()
      const mean = this.weight('mean', sizes, 'mean', zeros, false)
      const variance = this.weight('variance', sizes, 'variance', initializers.ones(), false)
      this.weight('count', [], 'count', zeros, false)
      this.#weights = { mean, variance }
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = tf.cast(oneTensor(inputs), 'float32')
      const { invert = false } = this.options
      const mean = this.#spread(this.#weights?.mean.read() ?? this.options.mean!)
      const variance = this.#spread(this.#weights?.variance.read() ?? this.options.variance!)
      const spread = tf.maximum(tf.sqrt(variance), 1e-7)
      return invert ? tf.add(mean, tf.mul(x, spread)) : tf.div(tf.sub(x, mean), spread)
    })
  }

  /** Numbers of the axes that are kept, so that they meet an input. */
  #spread(values: tf.Tensor | Nested): tf.Tensor {
    const tensor = values instanceof tf.Tensor ? values : tf.tensor(values as number[])
    if (tensor.size === 1) return tf.reshape(tensor, [])
    const size = this.#shape.reduce((product, one) => product * one, 1)
    return tensor.size === size ? tf.reshape(tensor, this.#shape) : tensor
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }
}

/** Divides by the root of the mean square. See Keras: `keras.layers.RMSNormalization`. */
export class RMSNormalization extends KerasLayer<{ axis?: number | number[]; epsilon?: number }> {
  static readonly className: string = 'RMSNormalization'
  #scale!: Variable
  #axes: number[] = []

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape)
    const axes = [this.options.axis ?? -1].flat().map((axis) => (axis < 0 ? shape.length + axis : axis))
    this.#axes = axes.sort((a, b) => a - b)
    const sizes = this.#axes.map((axis) => shape[axis]!)
    this.#scale = this.weight('scale', sizes, 'scale', initializers.ones())
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs)
      const { epsilon = 1e-6 } = this.options
      const spread = x.shape.map((size, axis) => (this.#axes.includes(axis) ? size : 1))
      const factor = tf.rsqrt(tf.add(tf.mean(tf.square(x), this.#axes, true), epsilon))
      return tf.mul(tf.mul(x, factor), tf.reshape(this.#scale.read(), spread))
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }
}
