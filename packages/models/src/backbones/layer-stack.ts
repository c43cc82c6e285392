import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../builders/apply-layer.ts'
import { layerNames } from '../builders/layer-names.ts'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { globalPooling2d } from '../layers/global-pooling.ts'
import type { ResolvedBackboneOptions } from './backbone-options.ts'

type Padding = readonly [readonly [number, number], readonly [number, number]]
/** Options of a convolution in a {@link LayerStack}. */
export interface ConvolutionOptions {
  filters: number
  kernelSize?: number
  strides?: number
  padding?: 'same' | 'valid'
  useBias?: boolean
}

/** Builds backbones from layers: each method applies a layer to `x` and returns its output. */
export class LayerStack {
  readonly input: tf.SymbolicTensor
  readonly #options: ResolvedBackboneOptions
  readonly #automatic = layerNames()
  #stream = 0

  constructor(options: ResolvedBackboneOptions) {
    this.#options = options
    this.input = tf.input({ shape: [...options.inputShape], name: this.#automatic('input_layer') })
  }

  /** Random initial kernels, unless weights are loaded over them. */
  #initializer(): ReturnType<typeof tf.initializers.zeros> {
    const { weights, seed } = this.#options
    return weights === null
      ? tf.initializers.glorotUniform({ seed: tfjsSeed(seed, this.#stream++) })
      : tf.initializers.zeros()
  }

  convolution(x: tf.SymbolicTensor, name: string, options: ConvolutionOptions): tf.SymbolicTensor {
    const { filters, kernelSize = 1, strides = 1, padding = 'valid', useBias = false } = options
    const kernelInitializer = this.#initializer()
    return apply(tf.layers.conv2d({ name, filters, kernelSize, strides, padding, useBias, kernelInitializer }), x)
  }

  depthwise(x: tf.SymbolicTensor, name: string, strides: number, padding: 'same' | 'valid'): tf.SymbolicTensor {
    const depthwiseInitializer = this.#initializer()
    return apply(
      tf.layers.depthwiseConv2d({ name, kernelSize: 3, strides, padding, useBias: false, depthwiseInitializer }),
      x,
    )
  }

  normalization(
    x: tf.SymbolicTensor,
    name: string,
    options: { epsilon?: number; momentum?: number } = {},
  ): tf.SymbolicTensor {
    return apply(batchNormalization({ name, ...options }), x)
  }

  relu(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    return apply(tf.layers.activation({ name, activation: 'relu' }), x)
  }

  relu6(x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
    return apply(tf.layers.reLU({ name, maxValue: 6 }), x)
  }

  zeroPadding(
    x: tf.SymbolicTensor,
    padding: Padding,
    name: string = this.#automatic('zero_padding2d'),
  ): tf.SymbolicTensor {
    const [[top, bottom], [left, right]] = padding
    return apply(
      tf.layers.zeroPadding2d({
        name,
        padding: [
          [top, bottom],
          [left, right],
        ],
      }),
      x,
    )
  }

  globalPooling(x: tf.SymbolicTensor, pooling: 'avg' | 'max', name?: string, keepdims = false): tf.SymbolicTensor {
    const automatic = pooling === 'avg' ? 'global_average_pooling2d' : 'global_max_pooling2d'
    return apply(globalPooling2d({ name: name ?? this.#automatic(automatic), pooling, keepdims }), x)
  }

  dense(x: tf.SymbolicTensor, name: string, units: number): tf.SymbolicTensor {
    return apply(tf.layers.dense({ name, units, activation: 'softmax', kernelInitializer: this.#initializer() }), x)
  }
}
