import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import { type ActivationSetting, activationOf } from './activation-of.ts'
import { KerasLayer, type Variable } from './keras-layer.ts'

interface DenseOptions {
  units: number
  activation?: ActivationSetting
  useBias?: boolean
  /** Rank of the two small matrices that are trained in place of the kernel. */
  loraRank?: number | null
  loraAlpha?: number | null
}

/** A dense layer with LoRA: the kernel is frozen and two small matrices are trained. See Keras: `Dense.enable_lora`. */
export class Dense extends KerasLayer<DenseOptions> {
  static readonly className: string = 'Dense'
  #kernel!: Variable
  #bias: Variable | undefined
  #activation: ((x: tf.Tensor) => tf.Tensor) | undefined
  #lora!: [Variable, Variable]

  /** Uses TensorFlow.js's own layer, which fuses bias and activation, unless LoRA is enabled. */
  static override fromConfig<Made extends tf.serialization.Serializable>(
    _: unknown,
    config: tf.serialization.ConfigDict,
  ): Made {
    const own = config as never
    return (config.loraRank ? new Dense(own) : layers.dense(own)) as unknown as Made
  }

  override build(inputShape: Shape | Shape[]): void {
    const features = oneShape(inputShape).at(-1)!
    const { units, loraRank, useBias = true } = this.options
    this.#kernel = this.weight('kernel', [features, units], 'kernel', initializers.glorotUniform({}))
    if (useBias) this.#bias = this.weight('bias', [units])
    const heUniform = initializers.heUniform({})
    this.#lora = [
      this.weight('lora_kernel_a', [features, loraRank!], 'lora', heUniform),
      this.weight('lora_kernel_b', [loraRank!, units], 'lora'),
    ]
    this.built = true
  }

  override get trainableWeights(): Variable[] {
    return super.trainableWeights.filter((weight) => weight !== this.#kernel)
  }

  override get nonTrainableWeights(): Variable[] {
    const others = super.nonTrainableWeights
    return this.#kernel && !others.includes(this.#kernel) ? [...others, this.#kernel] : others
  }

  /** Returns the kernel including the LoRA update. */
  #whole(): tf.Tensor {
    const { loraRank, loraAlpha } = this.options
    const [a, b] = this.#lora.map((weight) => weight.read() as tf.Tensor2D) as [tf.Tensor2D, tf.Tensor2D]
    return tf.add(this.#kernel.read(), tf.mul(tf.matMul(a, b), (loraAlpha ?? loraRank!) / loraRank!))
  }

  /** Keras stores the updated kernel, not the two matrices. */
  ownWeights(): readonly (readonly [name: string, weight: Variable, value?: () => tf.Tensor])[] {
    return [
      ['0', this.#kernel, () => tf.tidy(() => this.#whole())],
      ...(this.#bias ? [['1', this.#bias] as const] : []),
    ]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      this.#activation ??= activationOf(this.options.activation)
      const x = oneTensor(inputs)
      const flat = tf.reshape(x, [-1, x.shape.at(-1)!]) as tf.Tensor2D
      const product = tf.reshape(tf.matMul(flat, this.#whole() as tf.Tensor2D), [
        ...x.shape.slice(0, -1),
        this.options.units,
      ])
      return this.#activation(this.#bias ? tf.add(product, this.#bias.read()) : product)
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return [...oneShape(inputShape).slice(0, -1), this.options.units]
  }
}
