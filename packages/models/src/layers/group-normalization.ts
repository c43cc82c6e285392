import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'
import { OperationLayer } from './operation-layer.ts'

type Variable = layers.Layer['weights'][number]

interface GroupNormalizationOptions {
  groups?: number
  axis?: number
  epsilon?: number
  center?: boolean
  scale?: boolean
  name?: string
}

/** Standardises each row within groups of neighbouring features. See Keras: `keras.layers.GroupNormalization`. */
export class GroupNormalization extends layers.Layer {
  static readonly className: string = 'GroupNormalization'
  readonly #options: Required<Omit<GroupNormalizationOptions, 'name'>>
  #gamma: Variable | undefined
  #beta: Variable | undefined

  constructor(options: GroupNormalizationOptions) {
    super(options)
    const { groups = 32, axis = -1, epsilon = 0.001, center = true, scale = true } = options
    this.#options = { groups, axis, epsilon, center, scale }
  }

  get epsilon(): number {
    return this.#options.epsilon
  }

  set epsilon(value: number) {
    this.#options.epsilon = value
  }

  override build(inputShape: Shape | Shape[]): void {
    const size = oneShape(inputShape).at(this.#options.axis)!
    if (this.#options.scale) this.#gamma = this.addWeight('gamma', [size], 'float32', initializers.ones())
    if (this.#options.center) this.#beta = this.addWeight('beta', [size], 'float32', initializers.zeros())
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const given = oneTensor(inputs)
      const at = this.#options.axis < 0 ? given.rank + this.#options.axis : this.#options.axis
      const order = given.shape.map((_, axis) => axis).filter((axis) => axis !== at)
      const isLast = at === given.rank - 1
      const x = isLast ? given : tf.transpose(given, [...order, at])
      const features = x.shape.at(-1)!
      const groups = this.#options.groups === -1 ? features : this.#options.groups
      const grouped = tf.reshape(x, [...x.shape.slice(0, -1), groups, features / groups])
      const axes = grouped.shape.map((_, axis) => axis).filter((axis) => axis !== 0 && axis !== grouped.rank - 2)
      const { mean, variance } = tf.moments(grouped, axes, true)
      const factor = tf.rsqrt(tf.add(variance, this.#options.epsilon))
      let y = tf.reshape(tf.mul(tf.sub(grouped, mean), factor), x.shape)
      if (this.#gamma) y = tf.mul(y, this.#gamma.read())
      if (this.#beta) y = tf.add(y, this.#beta.read())
      const back = given.shape.map((_, axis) => [...order, at].indexOf(axis))
      return isLast ? y : tf.transpose(y, back)
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#options }
  }
}

/** Divides each row by its Euclidean norm. See Keras: `keras.layers.UnitNormalization`. */
export class UnitNormalization extends OperationLayer<{ axis: number | number[] }> {
  static readonly className: string = 'UnitNormalization'

  protected override resolve({ axis = -1 }: Partial<UnitNormalization['options']>): UnitNormalization['options'] {
    return { axis }
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.mul(x, tf.rsqrt(tf.maximum(tf.sum(tf.square(x), this.options.axis, true), 1e-12))))
  }

  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}
