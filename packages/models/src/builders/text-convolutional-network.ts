import { tfjsSeed } from '@dlw/backend'
import { expectInteger, expectNumber } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-layers'
import { Embedding } from '../layers/core/embedding.ts'
import { dropout } from '../layers/dropout.ts'
import { GlobalMaxPooling1D } from '../layers/global-pooling.ts'
import { apply } from './apply-layer.ts'
import type { Activation } from './dense-network.ts'
import { drawWeights } from './draw-weights.ts'
import { dropoutRate } from './dropout-rate.ts'
import { layerNames } from './layer-names.ts'

/** Options that the networks for text share. */
export interface TextNetworkOptions {
  /** Number of different tokens, including 0 for padding and 1 for unknown words. */
  vocabularySize: number
  /** Tokens per text: shorter texts end in zeros. */
  sequenceLength: number
  /** Neurons of the output layer: one per class. */
  outputs: number
  /** Numbers that stand for a token. Defaults to 32. */
  embeddingSize?: number
  /** Dropout rate, in [0, 1). Defaults to 0.1; 0 for no dropout layers. */
  dropout?: number
  /** Activation of the output layer. Defaults to 'linear': the outputs are logits. */
  outputActivation?: Activation
  /** Name of the model. Defaults to 'functional'. */
  name?: string
  /** Seed of the initial weights, any integer. Defaults to 0. */
  seed?: number
}

/** Options of {@link textConvolutionalNetwork}. */
export interface TextConvolutionalNetworkOptions extends TextNetworkOptions {
  /** Numbers of neighbouring tokens that a kernel sees. Defaults to `[3, 4, 5]`. */
  kernelSizes?: readonly number[]
  /** Kernels of each size. Defaults to 64. */
  filters?: number
}

/**
 * Builds a convolutional network for texts: embeddings, kernels over neighbouring tokens of several sizes, the strongest
 * response of each, dropout, a dense layer. The model is not compiled. It consists of Keras's layers.
 *
 * @returns A model from token ids `[texts, sequenceLength]` to `[texts, outputs]`. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is not a positive integer, a kernel longer than a text, or `dropout` outside [0, 1).
 * @see Kim 2014, arXiv:1408.5882; Keras: `keras.layers.Embedding`, `keras.layers.Conv1D`
 * @example
 * ```ts
 * import { textConvolutionalNetwork } from '@dlw/models'
 *
 * const model = textConvolutionalNetwork({ vocabularySize: 1000, sequenceLength: 20, outputs: 2, filters: 8 })
 * console.log(model.outputs[0]!.shape, model.countParams()) // → [ null, 2 ] 35146
 * ```
 */
export function textConvolutionalNetwork(options: TextConvolutionalNetworkOptions): tf.LayersModel {
  const caller = 'textConvolutionalNetwork'
  const { vocabularySize, sequenceLength, outputs, embeddingSize, rate, seed } = textOptions(caller, options)
  const { kernelSizes = [3, 4, 5], filters = 64, outputActivation = 'linear' } = options
  expectInteger(caller, 'filters', filters)
  for (const size of kernelSizes) expectInteger(caller, 'kernelSizes', size, { max: sequenceLength })
  expectInteger(caller, 'kernelSizes.length', kernelSizes.length)

  const name = layerNames()
  const input = tf.input({ shape: [sequenceLength], dtype: 'int32', name: name('input_layer') })
  const embedding = { name: name('embedding'), inputDim: vocabularySize, outputDim: embeddingSize }
  const embedded = apply(new Embedding(embedding), input)
  const pooled = kernelSizes.map((kernelSize) => {
    const convolution = tf.layers.conv1d({ name: name('conv1d'), filters, kernelSize, activation: 'relu' })
    const responses = apply(convolution, embedded)
    return apply(new GlobalMaxPooling1D({ name: name('global_max_pooling1d') }), responses)
  })
  let x = pooled.length > 1 ? apply(tf.layers.concatenate({ name: name('concatenate') }), pooled) : pooled[0]!
  if (rate > 0) x = apply(dropout({ name: name('dropout'), rate, seed: tfjsSeed(seed) }), x)
  x = apply(tf.layers.dense({ name: name('dense'), units: outputs, activation: outputActivation }), x)
  const model = tf.model({ inputs: input, outputs: x, name: options.name ?? 'functional' })
  drawWeights(model, seed)
  return model
}

/** Checks the options that networks for text share, and fills in the defaults. */
export function textOptions(
  caller: string,
  { vocabularySize, sequenceLength, outputs, embeddingSize = 32, dropout: rate = 0.1, seed = 0 }: TextNetworkOptions,
): {
  vocabularySize: number
  sequenceLength: number
  outputs: number
  embeddingSize: number
  rate: number
  seed: number
} {
  expectInteger(caller, 'vocabularySize', vocabularySize, { min: 2 })
  for (const [key, size] of Object.entries({ sequenceLength, outputs, embeddingSize })) expectInteger(caller, key, size)
  expectNumber(caller, 'dropout', rate, dropoutRate)
  return { vocabularySize, sequenceLength, outputs, embeddingSize, rate, seed }
}
