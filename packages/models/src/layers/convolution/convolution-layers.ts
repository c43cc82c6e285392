import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import { type ActivationSetting, activationOf } from '../core/activation-of.ts'
import { KerasLayer, type LayerOptions, type Variable } from '../core/keras-layer.ts'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'
import {
  type ConvolveOptions,
  convolve,
  convolveDepthwise,
  lengthAfter,
  overOneAxis,
  type Padding,
} from './convolve.ts'

/** Settings of a convolution, under TensorFlow.js's names. */
export interface ConvolutionOptions {
  filters: number
  kernelSize: number | number[]
  strides?: number | number[]
  padding?: Padding
  dilationRate?: number | number[]
  groups?: number
  depthMultiplier?: number
  activation?: ActivationSetting
  useBias?: boolean
}

type Config = tf.serialization.ConfigDict
type Class<Made> = tf.serialization.SerializableConstructor<tf.serialization.Serializable> & Made

/** Expands a setting to a number of axes. */
export function perAxis(setting: number | readonly number[] | undefined, axes: number, otherwise = 1): number[] {
  return typeof setting === 'object' ? [...setting] : Array<number>(axes).fill(setting ?? otherwise)
}

/** Base class of convolutions: kernels, bias and activation. */
export abstract class Convolution extends KerasLayer<ConvolutionOptions> {
  protected abstract readonly axes: number
  protected bias: Variable | undefined
  #activation: ((x: tf.Tensor) => tf.Tensor) | undefined

  protected get how(): ConvolveOptions {
    const { strides, padding = 'valid', dilationRate } = this.options
    return { strides: perAxis(strides, this.axes), padding, dilation: perAxis(dilationRate, this.axes) }
  }

  protected get sizes(): number[] {
    return perAxis(this.options.kernelSize, this.axes)
  }

  /** Creates the kernels for a number of channels. */
  protected abstract makeKernels(channels: number): void

  /** Returns the number of output features for a number of input channels. */
  protected filtersFor(_channels: number): number {
    return this.options.filters
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = oneShape(inputShape).at(-1)!
    this.makeKernels(channels)
    if (this.options.useBias ?? true) this.bias = this.weight('bias', [this.filtersFor(channels)])
    this.built = true
  }

  protected abstract convolve(x: tf.Tensor): tf.Tensor

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      this.#activation ??= activationOf(this.options.activation)
      const y = this.convolve(oneTensor(inputs))
      return this.#activation(this.bias ? tf.add(y, this.bias.read()) : y)
    })
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape)
    const { strides, padding, dilation } = this.how
    const space = shape
      .slice(1, -1)
      .map((length, axis) =>
        lengthAfter(length, this.sizes[axis]!, { stride: strides[axis]!, padding, dilation: dilation[axis]! }),
      )
    return [shape[0]!, ...space, this.filtersFor(shape.at(-1)!)]
  }
}

const glorot = () => initializers.glorotUniform({})

abstract class PlainConvolution extends Convolution {
  #kernel!: Variable

  protected override makeKernels(channels: number): void {
    const { filters, groups = 1 } = this.options
    this.#kernel = this.weight('kernel', [...this.sizes, channels / groups, filters], 'kernel', glorot())
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    return overOneAxis((input, [kernel], how) => convolve(input, kernel!, how), x, [this.#kernel.read()], this.how)
  }
}

/** Uses TensorFlow.js's own layer, which fuses bias and activation, if it supports the settings. */
function plainOr(
  make: (config: never) => layers.Layer,
  Own: Class<unknown>,
  config: Config,
): tf.serialization.Serializable {
  const { groups = 1, dilationRate = 1, padding } = config as Record<string, number | number[] | string>
  const isPlain = groups === 1 && [dilationRate].flat().every((rate) => rate === 1) && padding !== 'causal'
  return isPlain ? make(config as never) : new (Own as unknown as new (config: Config) => Convolution)(config)
}

/** With trainable groups, dilation and causal padding. See Keras: `keras.layers.Conv1D`. */
export class Conv1D extends PlainConvolution {
  static readonly className: string = 'Conv1D'
  protected readonly axes: number = 1
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    return plainOr(layers.conv1d, Conv1D as never, config) as Made
  }
}

/** With trainable groups and dilation. See Keras: `keras.layers.Conv2D`. */
export class Conv2D extends PlainConvolution {
  static readonly className: string = 'Conv2D'
  protected readonly axes: number = 2
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    return plainOr(layers.conv2d, Conv2D as never, config) as Made
  }
}

/** With trainable groups and dilation. See Keras: `keras.layers.Conv3D`. */
export class Conv3D extends PlainConvolution {
  static readonly className: string = 'Conv3D'
  protected readonly axes: number = 3
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    // TensorFlow.js misplaces the window if strides exceed its size.
    const own = config as unknown as ConvolutionOptions & LayerOptions
    return (config.padding === 'same'
      ? new Conv3D(own)
      : plainOr(layers.conv3d, Conv3D as never, config)) as unknown as Made
  }
}

abstract class DepthwiseConvolution extends Convolution {
  #kernel!: Variable

  protected override makeKernels(channels: number): void {
    const shape = [...this.sizes, channels, this.options.depthMultiplier ?? 1]
    this.#kernel = this.weight('depthwise_kernel', shape, 'depthwise', glorot())
  }

  protected override filtersFor(channels: number): number {
    return channels * (this.options.depthMultiplier ?? 1)
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    const kernels = [this.#kernel.read()]
    return overOneAxis((input, [kernel], how) => convolveDepthwise(input, kernel!, how), x, kernels, this.how)
  }
}

/** See Keras: `keras.layers.DepthwiseConv1D`. */
export class DepthwiseConv1D extends DepthwiseConvolution {
  static readonly className: string = 'DepthwiseConv1D'
  protected readonly axes: number = 1
}

/** With dilation, which TensorFlow.js's own layer ignores. See Keras: `keras.layers.DepthwiseConv2D`. */
export class DepthwiseConv2D extends DepthwiseConvolution {
  static readonly className: string = 'DepthwiseConv2D'
  protected readonly axes: number = 2
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    const [down, right] = perAxis(config.strides as number[], 2)
    if (down !== right) return new DepthwiseConv2D(config as unknown as ConvolutionOptions & LayerOptions) as never
    return plainOr(layers.depthwiseConv2d, DepthwiseConv2D as never, config) as Made
  }
}

abstract class SeparableConvolution extends Convolution {
  #depthwise!: Variable
  #pointwise!: Variable

  protected override makeKernels(channels: number): void {
    const { depthMultiplier = 1, filters } = this.options
    const ones = this.sizes.map(() => 1)
    const deep = [...this.sizes, channels, depthMultiplier]
    this.#depthwise = this.weight('depthwise_kernel', deep, 'depthwise', glorot())
    this.#pointwise = this.weight(
      'pointwise_kernel',
      [...ones, channels * depthMultiplier, filters],
      'pointwise',
      glorot(),
    )
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    const ones = [1, 1]
    return overOneAxis(
      (input, [depthwise, pointwise], how) =>
        convolve(convolveDepthwise(input, depthwise!, how), pointwise!, {
          strides: ones,
          padding: 'valid',
          dilation: ones,
        }),
      x,
      [this.#depthwise.read(), this.#pointwise.read()],
      this.how,
    )
  }
}

/** See Keras: `keras.layers.SeparableConv1D`. */
export class SeparableConv1D extends SeparableConvolution {
  static readonly className: string = 'SeparableConv1D'
  protected readonly axes: number = 1
}

/** With dilation. See Keras: `keras.layers.SeparableConv2D`. */
export class SeparableConv2D extends SeparableConvolution {
  static readonly className: string = 'SeparableConv2D'
  protected readonly axes: number = 2
}
