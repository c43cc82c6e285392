import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

type Variable = layers.Layer['weights'][number]

interface LayerNormalizationOptions {
  axis?: number | number[]
  epsilon?: number
  center?: boolean
  scale?: boolean
  name?: string
}

/**
 * Standardises each row over its own features; TensorFlow.js's own layer always has scale and offset. See Keras:
 * `keras.layers.LayerNormalization`.
 */
export class LayerNormalization extends layers.Layer {
  static readonly className: string = 'LayerNormalization'
  readonly #options: Required<Omit<LayerNormalizationOptions, 'name'>>
  #axes: number[] = []
  #gamma: Variable | undefined
  #beta: Variable | undefined

  constructor(options: LayerNormalizationOptions) {
    super(options)
    const { axis = -1, epsilon = 0.001, center = true, scale = true } = options
    this.#options = { axis, epsilon, center, scale }
  }

  get epsilon(): number {
    return this.#options.epsilon
  }

  set epsilon(value: number) {
    this.#options.epsilon = value
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape)
    this.#axes = [this.#options.axis].flat().map((axis) => (axis < 0 ? shape.length + axis : axis))
    const sizes = this.#axes.map((axis) => shape[axis]!)
    if (this.#options.scale) this.#gamma = this.addWeight('gamma', sizes, 'float32', initializers.ones())
    if (this.#options.center) this.#beta = this.addWeight('beta', sizes, 'float32', initializers.zeros())
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs)
      const { mean, variance } = tf.moments(x, this.#axes, true)
      const spread = x.shape.map((size, axis) => (this.#axes.includes(axis) ? size : 1))
      let y = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, this.#options.epsilon)))
      if (this.#gamma) y = tf.mul(y, tf.reshape(this.#gamma.read(), spread))
      return this.#beta ? tf.add(y, tf.reshape(this.#beta.read(), spread)) : y
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#options }
  }
}
