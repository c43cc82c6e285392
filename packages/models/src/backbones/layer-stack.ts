import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../builders/apply-layer.ts'
import { layerNames } from '../builders/layer-names.ts'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { SeparableConv2D } from '../layers/convolution/convolution-layers.ts'
import { Normalization } from '../layers/core/normalization.ts'
import { Rescaling } from '../layers/core/small-layers.ts'
import { dropout } from '../layers/dropout.ts'
import { globalPooling2d } from '../layers/global-pooling.ts'
import type { ResolvedBackboneOptions } from './backbone-options.ts'

type Tensor = tf.SymbolicTensor
type Padding = readonly [readonly [number, number], readonly [number, number]]
/** Options of a convolution in a {@link LayerStack}. */
export interface ConvolutionOptions {
  filters: number
  kernelSize?: number | readonly [number, number]
  strides?: number
  padding?: 'same' | 'valid'
  useBias?: boolean
  activation?: string
}
/** Options of a pooling layer in a {@link LayerStack}. */
export interface PoolingOptions {
  poolSize: number
  strides?: number
  padding?: 'same' | 'valid'
}

/**
 * Builds backbones from layers: each method applies a layer to `x` and returns its output. Without a name, a layer has
 * Keras's automatic one.
 */
export class LayerStack {
  readonly input: Tensor
  readonly #options: ResolvedBackboneOptions
  readonly #automatic = layerNames()
  #stream = 0

  constructor(options: ResolvedBackboneOptions) {
    this.#options = options
    this.input = tf.input({ shape: [...options.inputShape], name: this.#automatic('input_layer') })
  }

  /** Returns a name, or Keras's automatic one for a kind of layer. */
  named(kind: string, name?: string): string {
    return name ?? this.#automatic(kind)
  }

  /** Random initial kernels, unless weights are loaded over them. */
  initializer(): ReturnType<typeof tf.initializers.zeros> {
    const { weights, seed } = this.#options
    return weights === null
      ? tf.initializers.glorotUniform({ seed: tfjsSeed(seed, this.#stream++) })
      : tf.initializers.zeros()
  }

  /** Describes an {@link initializer}, for layers that keep their options. */
  description(): object {
    const initial = this.initializer()
    return { className: initial.getClassName(), config: initial.getConfig() }
  }

  convolution(x: Tensor, name: string | undefined, options: ConvolutionOptions): Tensor {
    const { filters, kernelSize = 1, strides = 1, padding = 'valid', useBias = false, activation } = options
    return apply(
      tf.layers.conv2d({
        name: this.named('conv2d', name),
        filters,
        kernelSize: typeof kernelSize === 'number' ? kernelSize : [...kernelSize],
        strides,
        padding,
        useBias,
        kernelInitializer: this.initializer(),
        ...(activation && { activation: activation as 'relu' }),
      }),
      x,
    )
  }

  depthwise(x: Tensor, name: string, strides: number, padding: 'same' | 'valid', kernelSize = 3): Tensor {
    const depthwiseInitializer = this.initializer()
    return apply(
      tf.layers.depthwiseConv2d({ name, kernelSize, strides, padding, useBias: false, depthwiseInitializer }),
      x,
    )
  }

  separable(x: Tensor, name: string, options: Omit<ConvolutionOptions, 'activation' | 'useBias'>): Tensor {
    const settings = {
      ...options,
      name,
      useBias: false,
      depthwiseInitializer: this.description(),
      pointwiseInitializer: this.description(),
    }
    return apply(new SeparableConv2D(settings as ConstructorParameters<typeof SeparableConv2D>[0]), x)
  }

  normalization(
    x: Tensor,
    name?: string,
    options: { epsilon?: number; momentum?: number; scale?: boolean } = {},
  ): Tensor {
    return apply(batchNormalization({ name: this.named('batch_normalization', name), ...options }), x)
  }

  activation(x: Tensor, activation: string, name?: string): Tensor {
    return apply(tf.layers.activation({ name: this.named('activation', name), activation: activation as 'relu' }), x)
  }

  relu(x: Tensor, name?: string): Tensor {
    return this.activation(x, 'relu', name)
  }

  relu6(x: Tensor, name?: string): Tensor {
    return apply(tf.layers.reLU({ name: this.named('re_lu', name), maxValue: 6 }), x)
  }

  zeroPadding(x: Tensor, [[top, bottom], [left, right]]: Padding, name?: string): Tensor {
    const padding: [[number, number], [number, number]] = [
      [top, bottom],
      [left, right],
    ]
    return apply(tf.layers.zeroPadding2d({ name: this.named('zero_padding2d', name), padding }), x)
  }

  /** Pads for a convolution with stride 2 as ImageNet's networks were trained: more at the end than at the start. */
  stridePadding(x: Tensor, kernelSize: number, name?: string): Tensor {
    const half = Math.floor(kernelSize / 2)
    const before = (length: number | null | undefined) => half - (length ? 1 - (length % 2) : 1)
    return this.zeroPadding(
      x,
      [
        [before(x.shape[1]), half],
        [before(x.shape[2]), half],
      ],
      name,
    )
  }

  maxPooling(x: Tensor, { poolSize, strides = poolSize, padding = 'valid' }: PoolingOptions, name?: string): Tensor {
    return apply(tf.layers.maxPooling2d({ name: this.named('max_pooling2d', name), poolSize, strides, padding }), x)
  }

  averagePooling(
    x: Tensor,
    { poolSize, strides = poolSize, padding = 'valid' }: PoolingOptions,
    name?: string,
  ): Tensor {
    const options = { name: this.named('average_pooling2d', name), poolSize, strides, padding }
    return apply(tf.layers.averagePooling2d(options), x)
  }

  globalPooling(x: Tensor, pooling: 'avg' | 'max', name?: string, keepdims = false): Tensor {
    const kind = pooling === 'avg' ? 'global_average_pooling2d' : 'global_max_pooling2d'
    return apply(globalPooling2d({ name: this.named(kind, name), pooling, keepdims }), x)
  }

  add(inputs: readonly [Tensor, Tensor], name?: string): Tensor {
    return apply(tf.layers.add({ name: this.named('add', name) }), [...inputs])
  }

  multiply(inputs: readonly [Tensor, Tensor], name: string): Tensor {
    return apply(tf.layers.multiply({ name }), [...inputs])
  }

  concatenate(inputs: readonly Tensor[], name?: string): Tensor {
    return apply(tf.layers.concatenate({ name: this.named('concatenate', name), axis: 3 }), [...inputs])
  }

  rescaling(x: Tensor, scale: number | number[], offset = 0): Tensor {
    return apply(new Rescaling({ name: this.named('rescaling'), scale, offset }), x)
  }

  reshape(x: Tensor, targetShape: number[], name?: string): Tensor {
    return apply(tf.layers.reshape({ name: this.named('reshape', name), targetShape }), x)
  }

  /** Standardises the channels; without moments by those that are among the weights. */
  standardization(x: Tensor, moments: { mean?: number[]; variance?: number[] } = {}, name?: string): Tensor {
    return apply(new Normalization({ name: this.named('normalization', name), axis: 3, ...moments }), x)
  }

  /** Drops values in training, or with `whole` everything that a branch adds to an image. */
  dropout(x: Tensor, rate: number, { name, whole = false }: { name?: string; whole?: boolean } = {}): Tensor {
    const seed = tfjsSeed(this.#options.seed, this.#stream++)
    const noiseShape = whole ? [null, 1, 1, 1] : null
    return apply(dropout({ name: this.named('dropout', name), rate, seed, noiseShape }), x)
  }

  dense(x: Tensor, name: string, units: number, activation: string = 'softmax'): Tensor {
    const kernelInitializer = this.initializer()
    return apply(tf.layers.dense({ name, units, activation: activation as 'softmax', kernelInitializer }), x)
  }

  /** Appends the classifier, or pooling, or nothing, as the options say. */
  head(
    x: Tensor,
    { average, pool, dropout: rate = 0 }: { average?: string; pool?: boolean; dropout?: number } = {},
  ): Tensor {
    const { includeTop, pooling, classes } = this.#options
    if (!includeTop) return pooling ? this.globalPooling(x, pooling, pool ? `${pooling}_pool` : undefined) : x
    const pooled = this.globalPooling(x, 'avg', average)
    return this.dense(rate ? this.dropout(pooled, rate, { name: 'top_dropout' }) : pooled, 'predictions', classes)
  }
}
