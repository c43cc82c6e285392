import { tfjsSeed } from '@dlw/backend'
import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-layers'
import { MultiHeadAttention } from '../layers/attention/multi-head-attention.ts'
import { Embedding } from '../layers/core/embedding.ts'
import { dropout } from '../layers/dropout.ts'
import { GlobalAveragePooling1D } from '../layers/global-pooling.ts'
import { LayerNormalization } from '../layers/layer-normalization.ts'
import { followMasks } from '../layers/masks/follow-masks.ts'
import type { Argument } from '../operators/call-template.ts'
import { KerasOperation } from '../operators/keras-operation.ts'
import { apply } from './apply-layer.ts'
import { drawWeights } from './draw-weights.ts'
import { layerNames } from './layer-names.ts'
import { type TextNetworkOptions, textOptions } from './text-convolutional-network.ts'

/** Options of {@link transformerClassifier}. */
export interface TransformerClassifierOptions extends TextNetworkOptions {
  /** Transformer blocks, one after the other. Defaults to 1. */
  blocks?: number
  /** Attention heads of each block: how many relations between tokens it can follow. Defaults to 2. */
  heads?: number
  /** Neurons of the hidden layer of each block. Defaults to 32. */
  hidden?: number
}

const epsilon = 1e-6

/**
 * Builds a transformer that classifies texts: embeddings of tokens and positions, blocks of self-attention and dense
 * layers with residuals, the mean over all tokens, dropout, a dense layer. Token 0 is padding, which attention and mean
 * leave out. The model is not compiled. It consists of Keras's layers and operations.
 *
 * @returns A model from token ids `[texts, sequenceLength]` to `[texts, outputs]`. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is not a positive integer, `embeddingSize` not a multiple of `heads`, or `dropout` outside
 * [0, 1).
 * @see Vaswani et al. 2017, arXiv:1706.03762; Xiong et al. 2020, arXiv:2002.04745; Keras: `keras.layers.MultiHeadAttention`
 * @example
 * ```ts
 * import { transformerClassifier } from '@dlw/models'
 *
 * const model = transformerClassifier({ vocabularySize: 1000, sequenceLength: 20, outputs: 2 })
 * console.log(model.outputs[0]!.shape, model.countParams()) // → [ null, 2 ] 39266
 * ```
 */
export function transformerClassifier(options: TransformerClassifierOptions): tf.LayersModel {
  const caller = 'transformerClassifier'
  const { vocabularySize, sequenceLength, outputs, embeddingSize, rate, seed } = textOptions(caller, options)
  const { blocks = 1, heads = 2, hidden = 32, outputActivation = 'linear' } = options
  for (const [key, size] of Object.entries({ blocks, heads, hidden })) expectInteger(caller, key, size)
  if (embeddingSize % heads !== 0) {
    throw new RangeError(
      `${caller}: expected an embeddingSize that heads divides, received embeddingSize=${embeddingSize}, heads=${heads}. Take a multiple of ${heads}.`,
    )
  }

  const name = layerNames()
  let stream = 0
  /** Applies a layer that passes on the mask of padding. */
  const put = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) => apply(followMasks(layer), x)
  const drop = (x: tf.SymbolicTensor) =>
    rate > 0 ? put(dropout({ name: name('dropout'), rate, seed: tfjsSeed(seed, stream++) }), x) : x
  const add = (...inputs: tf.SymbolicTensor[]) => put(tf.layers.add({ name: name('add') }), inputs)
  const normalize = (x: tf.SymbolicTensor) =>
    put(new LayerNormalization({ name: name('layer_normalization'), epsilon }), x)
  const dense = (x: tf.SymbolicTensor, units: number, activation: 'relu' | 'linear') =>
    put(tf.layers.dense({ name: name('dense'), units, activation }), x)
  const embed = (x: tf.SymbolicTensor, inputDim: number) =>
    put(new Embedding({ name: name('embedding'), inputDim, outputDim: embeddingSize, maskZero: true }), x)

  const tokens = tf.input({ shape: [sequenceLength], dtype: 'int32', name: name('input_layer') })
  let x = add(embed(tokens, vocabularySize), embed(positionsOf(tokens), sequenceLength + 1))
  for (let block = 0; block < blocks; block++) {
    const attention = new MultiHeadAttention({
      name: name('multi_head_attention'),
      numHeads: heads,
      keyDim: embeddingSize / heads,
      callArguments: { args: [{ tensor: 0 }, { tensor: 0 }], kwargs: {} },
    })
    // Normalised before, not after: training is steadier, and Keras takes the mask off the input of an attention layer.
    x = add(x, drop(put(attention, normalize(x))))
    x = add(x, drop(dense(dense(normalize(x), hidden, 'relu'), embeddingSize, 'linear')))
  }
  x = normalize(x)
  x = drop(put(new GlobalAveragePooling1D({ name: name('global_average_pooling1d') }), x))
  x = apply(tf.layers.dense({ name: name('dense'), units: outputs, activation: outputActivation }), x)
  const model = tf.model({ inputs: tokens, outputs: x, name: options.name ?? 'functional' })
  drawWeights(model, seed)
  return model
}

/**
 * Numbers the tokens from 1; padding has the number 0. The operations have names that Keras does not give by itself:
 * those of masks, which it adds when it loads the model, would clash.
 */
function positionsOf(tokens: tf.SymbolicTensor): tf.SymbolicTensor {
  const operation = (
    name: string,
    kind: { operation: string; module: string; settings?: Record<string, Argument> },
    ...args: Argument[]
  ): tf.layers.Layer =>
    new KerasOperation({
      name,
      ...kind,
      module: `keras.src.ops.${kind.module}`,
      settings: kind.settings ?? {},
      callArguments: { args, kwargs: {} },
    })
  const [first, second] = [{ tensor: 0 }, { tensor: 1 }]
  const isToken = apply(operation('is_token', { operation: 'NotEqual', module: 'numpy' }, first, 0), tokens)
  const toNumber = { operation: 'Cast', module: 'core', settings: { dtype: 'int32' } }
  const ones = apply(operation('token_flags', toNumber, first), isToken)
  const running = { operation: 'Cumsum', module: 'numpy', settings: { axis: 1 } }
  const counted = apply(operation('token_counts', running, first), ones)
  return apply(operation('positions', { operation: 'Multiply', module: 'numpy' }, first, second), [counted, ones])
}
