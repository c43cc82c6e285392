import * as tf from '@tensorflow/tfjs-core'
import { initializers, type Shape } from '@tensorflow/tfjs-layers'
import { type ConvolutionOptions, perAxis } from '../convolution/convolution-layers.ts'
import { convolve, lengthAfter, overOneAxis } from '../convolution/convolve.ts'
import { type ActivationSetting, activationOf } from '../core/activation-of.ts'
import type { InnerLayer } from '../core/inner-layers.ts'
import { KerasLayer, type Variable } from '../core/keras-layer.ts'
import { oneShape } from '../one-shape.ts'
import { Recurrent } from './recurrent.ts'

interface ConvLstmOptions extends ConvolutionOptions {
  recurrentActivation?: ActivationSetting
  dropout?: number
  recurrentDropout?: number
}

/** The weights of a {@link ConvLSTM2D} and its like. */
class ConvLSTMCell extends KerasLayer<ConvLstmOptions> {
  static readonly className: string = 'ConvLSTMCell'
  kernel!: Variable
  recurrent!: Variable
  bias: Variable | undefined

  make(sizes: number[], channels: number): void {
    const { filters, useBias = true } = this.options
    this.kernel = this.weight('kernel', [...sizes, channels, 4 * filters], 'kernel', initializers.glorotUniform({}))
    this.recurrent = this.weight(
      'recurrent_kernel',
      [...sizes, filters, 4 * filters],
      'recurrent',
      initializers.orthogonal({}),
    )
    if (useBias) this.bias = this.weight('bias', [4 * filters])
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return inputs
  }
}

/** A convolutional LSTM for sequences of images. */
abstract class ConvLSTM extends Recurrent<ConvLstmOptions> {
  protected abstract readonly axes: number
  #made: ConvLSTMCell | undefined
  #activation: ((x: tf.Tensor) => tf.Tensor) | undefined
  #gate: ((x: tf.Tensor) => tf.Tensor) | undefined

  get #cell(): ConvLSTMCell {
    this.#made ??= new ConvLSTMCell({ ...this.options, name: `${this.name}_cell` })
    return this.#made
  }

  get #how() {
    const { strides, padding = 'valid', dilationRate } = this.options
    return { strides: perAxis(strides, this.axes), padding, dilation: perAxis(dilationRate, this.axes) }
  }

  override innerLayers(): readonly InnerLayer[] {
    return [['cell', this.#cell]]
  }

  override build(inputShape: Shape | Shape[]): void {
    this.#cell.weightScope = this.weightScope
    this.#cell.make(perAxis(this.options.kernelSize, this.axes), oneShape(inputShape).at(-1)!)
    this.built = true
  }

  #space(shape: Shape): (number | null)[] {
    const { strides, padding, dilation } = this.#how
    const sizes = perAxis(this.options.kernelSize, this.axes)
    return shape
      .slice(2, -1)
      .map((length, axis) =>
        lengthAfter(length, sizes[axis]!, { stride: strides[axis]!, padding, dilation: dilation[axis]! }),
      )
  }

  protected override zeros(x: tf.Tensor): tf.Tensor[] {
    const shape = [x.shape[0]!, ...(this.#space(x.shape) as number[]), this.options.filters]
    return [tf.zeros(shape), tf.zeros(shape)]
  }

  protected override stateShapes(shape: Shape): Shape[] {
    const one = [...this.#space(shape), this.options.filters]
    return [one, one]
  }

  protected override prepare(x: tf.Tensor, training: boolean): ReturnType<Recurrent<ConvLstmOptions>['prepare']> {
    const { dropout = 0, recurrentDropout = 0 } = this.options
    const cell = this.#cell
    this.#activation ??= activationOf(this.options.activation ?? 'tanh')
    this.#gate ??= activationOf(this.options.recurrentActivation ?? 'sigmoid')
    const [activation, gate] = [this.#activation, this.#gate]
    const [kernel, recurrent, bias] = [cell.kernel.read(), cell.recurrent.read(), cell.bias?.read()]
    const kept = (value: tf.Tensor, rate: number): tf.Tensor | undefined =>
      training && rate > 0 ? tf.dropout(tf.onesLike(value), rate) : undefined
    const steps = tf.unstack(x, 1)
    const inputMask = kept(steps[0]!, dropout)
    const convolved = (value: tf.Tensor, weights: tf.Tensor, how: Parameters<typeof overOneAxis>[3]) =>
      overOneAxis((input, [one], given) => convolve(input, one!, given), value, [weights], how)
    const ones = Array<number>(this.axes).fill(1)
    let stateMask: tf.Tensor | undefined
    return {
      steps,
      step: (input, [state, carry]) => {
        stateMask ??= kept(state!, recurrentDropout)
        const fresh = convolved(inputMask ? tf.mul(input, inputMask) : input, kernel, this.#how)
        const old = convolved(stateMask ? tf.mul(state!, stateMask) : state!, recurrent, {
          strides: ones,
          padding: 'same',
          dilation: ones,
        })
        const z = tf.add(bias ? tf.add(fresh, bias) : fresh, old)
        const [i, f, c, o] = tf.split(z, 4, z.rank - 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
        const next = tf.add(tf.mul(gate(f), carry!), tf.mul(gate(i), activation(c)))
        return [tf.mul(gate(o), activation(next)), next]
      },
    }
  }
}

/** See Keras: `keras.layers.ConvLSTM1D`. */
export class ConvLSTM1D extends ConvLSTM {
  static readonly className: string = 'ConvLSTM1D'
  protected readonly axes: number = 1
}

/** See Keras: `keras.layers.ConvLSTM2D`. */
export class ConvLSTM2D extends ConvLSTM {
  static readonly className: string = 'ConvLSTM2D'
  protected readonly axes: number = 2
}

/** See Keras: `keras.layers.ConvLSTM3D`. */
export class ConvLSTM3D extends ConvLSTM {
  static readonly className: string = 'ConvLSTM3D'
  protected readonly axes: number = 3
}
