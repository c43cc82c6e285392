import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import type { CallOptions } from './core/keras-layer.ts'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

type Variable = layers.Layer['weights'][number]

/** Options of {@link batchNormalization}. */
export interface BatchNormalizationOptions {
  /** The axis of the features. Defaults to −1, the last. */
  axis?: number
  /** Share of the moving statistics that a training step keeps, in [0, 1]. Defaults to 0.99. */
  momentum?: number
  /** Added to the variance before its root is taken. Defaults to 0.001. */
  epsilon?: number
  /** Whether an offset (beta) is learned. Defaults to true. */
  center?: boolean
  /** Whether a factor (gamma) is learned. Defaults to true. */
  scale?: boolean
  /** Name of the layer. Defaults to one that TensorFlow.js makes up. */
  name?: string
  /** Whether the layer learns; a frozen one behaves as in inference. Defaults to true. */
  trainable?: boolean
}

/**
 * A layer that standardises each feature: over the batch while it is trained, with the moving statistics otherwise.
 *
 * Unlike TensorFlow.js's own layer, a frozen one (`trainable = false`) uses its moving statistics and leaves them alone
 * in `fit` too, as Keras's does, and `scale: false` and `center: false` can be trained.
 *
 * @throws RangeError if `momentum` is outside [0, 1] or `epsilon` is negative.
 * @see Keras: `keras.layers.BatchNormalization`
 * @example
 * ```ts
 * import { batchNormalization } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-layers'
 *
 * const input = tf.input({ shape: [89] })
 * const output = batchNormalization().apply(input) as tf.SymbolicTensor
 * console.log(tf.model({ inputs: input, outputs: output }).countParams()) // → 356
 * ```
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): layers.Layer {
  tf.serialization.registerClass(BatchNormalization)
  return new BatchNormalization(options)
}

/** The class behind {@link batchNormalization}, under the name that model files use. */
export class BatchNormalization extends layers.Layer {
  static readonly className: string = 'BatchNormalization'
  readonly #options: Required<Omit<BatchNormalizationOptions, 'name' | 'trainable'>>
  #gamma: Variable | undefined
  #beta: Variable | undefined
  #mean!: Variable
  #variance!: Variable

  constructor(options: BatchNormalizationOptions) {
    super(options)
    this.supportsMasking = true
    const { axis = -1, momentum = 0.99, epsilon = 0.001, center = true, scale = true } = options
    if (!(momentum >= 0 && momentum <= 1 && epsilon >= 0)) {
      throw new RangeError(
        `batchNormalization: expected momentum in [0, 1] and epsilon of at least 0, received momentum=${momentum}, epsilon=${epsilon}. Keras's are 0.99 and 0.001.`,
      )
    }
    // Keras 2 wrote the axis as a list of one.
    this.#options = { axis: [axis].flat()[0]!, momentum, epsilon, center, scale }
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape)
    const size = shape.at(this.#options.axis)
    if (typeof size !== 'number') {
      throw new RangeError(
        `batchNormalization: expected a known number of features, received shape=[${shape}] with axis=${this.#options.axis}. Give the input layer a full shape.`,
      )
    }
    const { ones, zeros } = initializers
    if (this.#options.scale) this.#gamma = this.addWeight('gamma', [size], 'float32', ones())
    if (this.#options.center) this.#beta = this.addWeight('beta', [size], 'float32', zeros())
    this.#mean = this.addWeight('moving_mean', [size], 'float32', zeros(), undefined, false)
    this.#variance = this.addWeight('moving_variance', [size], 'float32', ones(), undefined, false)
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallOptions = {}): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs)
      const mask = Array.isArray(inputs) && inputs[1] ? inputs[1] : [kwargs.mask].flat()[0]
      const axis = this.#options.axis < 0 ? x.rank + this.#options.axis : this.#options.axis
      if (!(kwargs.training && this.trainable)) return this.#infer(x, axis, this.#mean.read(), this.#variance.read())
      const others = x.shape.map((_, index) => index).filter((index) => index !== axis)
      const { mean, variance } = mask ? maskedMoments(x, others, mask) : tf.moments(x, others)
      this.#moveTowards(this.#mean, mean)
      this.#moveTowards(this.#variance, variance)
      return this.#normalize(x, axis, mean, variance)
    })
  }

  /** Of images: a line for each channel, for which wasm takes half the time of its own batchNorm. */
  #infer(x: tf.Tensor, axis: number, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    if (x.rank !== 4 || axis !== 3) return this.#normalize(x, axis, mean, variance)
    const scale = tf.rsqrt(tf.add(variance, this.#options.epsilon))
    const factor = this.#gamma ? tf.mul(scale, this.#gamma.read()) : scale
    const shift = tf.neg(tf.mul(mean, factor))
    return tf.add(tf.mul(x, factor), this.#beta ? tf.add(shift, this.#beta.read()) : shift)
  }

  #normalize(x: tf.Tensor, axis: number, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const gamma = this.#gamma?.read() ?? tf.onesLike(mean)
    const beta = this.#beta?.read() ?? tf.zerosLike(mean)
    const { epsilon } = this.#options
    if (axis === x.rank - 1 && x.rank <= 4) {
      return tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        beta as tf.Tensor1D,
        gamma as tf.Tensor1D,
        epsilon,
      )
    }
    const shape = x.shape.map((size, index) => (index === axis ? size : 1))
    const factor = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)))
    const [m, f, b] = [mean, factor, beta].map((values) => tf.reshape(values, shape)) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ]
    return tf.add(tf.mul(tf.sub(x, m), f), b)
  }

  #moveTowards(moving: Variable, batch: tf.Tensor): void {
    const { momentum } = this.#options
    moving.write(tf.add(tf.mul(moving.read(), momentum), tf.mul(batch, 1 - momentum)))
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#options }
  }
}

/** Mean and variance of what counts, as Keras computes them. */
function maskedMoments(x: tf.Tensor, axes: number[], mask: tf.Tensor): { mean: tf.Tensor; variance: tf.Tensor } {
  const shares = tf.reshape(tf.cast(mask, 'float32'), [...mask.shape, ...Array<number>(x.rank - mask.rank).fill(1)])
  const total = tf.add(tf.sum(tf.mul(shares, tf.onesLike(x)), axes, true), 1e-7)
  const mean = tf.div(tf.sum(tf.mul(x, shares), axes, true), total)
  const variance = tf.div(tf.sum(tf.mul(tf.square(tf.sub(x, mean)), shares), axes, true), total)
  return { mean: tf.squeeze(mean, axes), variance: tf.squeeze(variance, axes) }
}
