import type * as tf from '@tensorflow/tfjs-core'
import { add, tidy } from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { einsum } from '../../operators/einsum.ts'
import { type ActivationSetting, activationOf } from '../core/activation-of.ts'
import { KerasLayer, type LayerOptions, type Variable } from '../core/keras-layer.ts'
import { withLora } from '../core/lora.ts'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'

/** Settings of an {@link EinsumDense}. */
export interface EinsumDenseOptions {
  equation: string
  outputShape: number | (number | null)[]
  activation?: ActivationSetting
  biasAxes?: string | null
}

/** A dense layer over any axes, given by an Einstein sum. See Keras: `keras.layers.EinsumDense`. */
export class EinsumDense extends KerasLayer<EinsumDenseOptions> {
  static readonly className: string = 'EinsumDense'
  #kernel!: Variable
  #bias: Variable | undefined
  #activation: ((x: tf.Tensor) => tf.Tensor) | undefined

  static override fromConfig<Made extends tf.serialization.Serializable>(
    _: unknown,
    config: tf.serialization.ConfigDict,
  ): Made {
    return withLora(new EinsumDense(config as unknown as EinsumDenseOptions & LayerOptions), config) as unknown as Made
  }

  /** The letters of input, kernel and output, with a letter for each axis that `...` stands for. */
  #letters(rank: number): [string, string, string] {
    const [input, kernel, output] = this.options.equation.replaceAll(' ', '').split(/,|->/) as [string, string, string]
    const more = rank - input.replace('...', '').length
    const dots = '0123456789'.slice(0, input.includes('...') ? more : 0)
    return [input.replace('...', dots), kernel, output.replace('...', dots)]
  }

  #outputShape(shape: Shape): Shape {
    const [input, , output] = this.#letters(shape.length)
    const wanted = [this.options.outputShape].flat()
    const own = [...Array<null>(output.length - wanted.length).fill(null), ...wanted]
    return [...output].map(
      (letter, index) => own[index] ?? (input.includes(letter) ? shape[input.indexOf(letter)]! : null),
    )
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape)
    const [input, kernel, output] = this.#letters(shape.length)
    const after = this.#outputShape(shape)
    const sizeOf = (letter: string): number =>
      (input.includes(letter) ? shape[input.indexOf(letter)] : after[output.indexOf(letter)])!
    this.#kernel = this.weight('kernel', [...kernel].map(sizeOf), 'kernel', initializers.glorotUniform({}))
    const { biasAxes } = this.options
    if (biasAxes) {
      const letters = [...output].map((letter) => (biasAxes.includes(letter) ? sizeOf(letter) : 1))
      const first = [...output].findIndex((letter) => biasAxes.includes(letter))
      this.#bias = this.weight('bias', letters.slice(first))
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tidy(() => {
      this.#activation ??= activationOf(this.options.activation)
      const y = einsum(this.options.equation, oneTensor(inputs), this.#kernel.read())
      return this.#activation(this.#bias ? add(y, this.#bias.read()) : y)
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.#outputShape(oneShape(inputShape))
  }
}
