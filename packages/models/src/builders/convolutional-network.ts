import { tfjsSeed } from '@dlw/backend'
import { expectInteger, expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-layers'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { dropout } from '../layers/dropout.ts'
import { apply } from './apply-layer.ts'
import type { Activation } from './dense-network.ts'
import { dropoutRate } from './dropout-rate.ts'
import { layerNames } from './layer-names.ts'

/** One block of a {@link convolutionalNetwork}: convolution, batch normalization, pooling, dropout, in this order. */
export interface ConvolutionalBlock {
  /** Number of convolution kernels: one per feature map. */
  filters: number
  /** Width and height of the kernels in pixels. Defaults to 3. */
  kernelSize?: number
  /** Whether to add batch normalization. Defaults to false. */
  batchNormalization?: boolean
  /** Width and height of the max-pooling window in pixels; 1 for no pooling. Defaults to 2. */
  pool?: number
  /** Dropout rate after the block, in [0, 1). Defaults to 0: no dropout layer. */
  dropout?: number
}

/** Options of {@link convolutionalNetwork}. */
export interface ConvolutionalNetworkOptions {
  /** Shape of one image: `[height, width, channels]`, such as `[64, 64, 3]`. */
  inputs: readonly [number, number, number]
  /** The convolutional blocks, first to last. */
  blocks: readonly ConvolutionalBlock[]
  /** Neurons of each dense layer between the blocks and the output layer. Defaults to none. */
  hidden?: readonly number[]
  /** Number of neurons of the output layer: one per class. */
  outputs: number
  /** Activation of the convolutions and the hidden layers. Defaults to 'relu'. */
  activation?: Activation
  /** Activation of the output layer. Defaults to 'linear': the outputs are logits. */
  outputActivation?: Activation
  /** Name of the model. Defaults to 'functional'. */
  name?: string
  /** Seed of the initial weights, any integer. Defaults to 0. */
  seed?: number
}

const known = [
  'inputs',
  'blocks',
  'hidden',
  'outputs',
  'activation',
  'outputActivation',
  'name',
  'seed',
] satisfies (keyof ConvolutionalNetworkOptions)[]
const knownInBlock = [
  'filters',
  'kernelSize',
  'batchNormalization',
  'pool',
  'dropout',
] satisfies (keyof ConvolutionalBlock)[]

/**
 * Builds a convolutional network for images: convolutional blocks, then dense layers. The model is not compiled. It has
 * Keras's layer names and initialisers (Glorot uniform kernels, zero biases).
 *
 * @returns A model from `[images, height, width, channels]` to `[images, outputs]`. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is not a positive integer, a dropout outside [0, 1), or the image too small for a block.
 * @see Keras: `keras.layers.Conv2D`, `keras.layers.MaxPooling2D`
 * @example
 * ```ts
 * import { convolutionalNetwork } from '@dlw/models'
 *
 * const blocks = [{ filters: 50 }, { filters: 50 }]
 * const model = convolutionalNetwork({ inputs: [64, 64, 3], blocks, hidden: [50], outputs: 10 })
 * console.log(model.countParams()) // → 514510
 * ```
 */
export function convolutionalNetwork(options: ConvolutionalNetworkOptions): tf.LayersModel {
  rejectUnknownOptions('convolutionalNetwork', options, known)
  const { inputs, blocks, hidden = [], outputs, activation = 'relu', outputActivation = 'linear', seed = 0 } = options
  for (const size of inputs) expectInteger('convolutionalNetwork', 'inputs', size)
  for (const units of hidden) expectInteger('convolutionalNetwork', 'hidden', units)
  expectInteger('convolutionalNetwork', 'outputs', outputs)

  const name = layerNames()
  let stream = 0
  const nextSeed = (): number => tfjsSeed(seed, stream++)
  const kernelInitializer = () => tf.initializers.glorotUniform({ seed: nextSeed() })

  const input = tf.input({ shape: [...inputs], name: name('input_layer') })
  let x = input
  for (const [index, block] of blocks.entries()) {
    rejectUnknownOptions(`convolutionalNetwork: blocks[${index}]`, block, knownInBlock)
    const { filters, kernelSize = 3, pool = 2, dropout: rate = 0 } = block
    expectBlock(index, { filters, kernelSize, pool, dropout: rate }, x.shape)
    x = apply(
      tf.layers.conv2d({
        name: name('conv2d'),
        filters,
        kernelSize,
        activation,
        kernelInitializer: kernelInitializer(),
      }),
      x,
    )
    if (block.batchNormalization) x = apply(batchNormalization({ name: name('batch_normalization') }), x)
    if (pool > 1) x = apply(tf.layers.maxPooling2d({ name: name('max_pooling2d'), poolSize: pool }), x)
    if (rate > 0) x = apply(dropout({ name: name('dropout'), rate, seed: nextSeed() }), x)
  }
  x = apply(tf.layers.flatten({ name: name('flatten') }), x)
  for (const units of hidden) {
    x = apply(tf.layers.dense({ name: name('dense'), units, activation, kernelInitializer: kernelInitializer() }), x)
  }
  const output = tf.layers.dense({
    name: name('dense'),
    units: outputs,
    activation: outputActivation,
    kernelInitializer: kernelInitializer(),
  })
  return tf.model({ inputs: input, outputs: apply(output, x), name: options.name ?? 'functional' })
}

/** Checks a block, and that its output has at least one pixel. */
function expectBlock(
  index: number,
  block: Required<Omit<ConvolutionalBlock, 'batchNormalization'>>,
  shape: tf.Shape,
): void {
  const caller = 'convolutionalNetwork'
  expectInteger(caller, `blocks[${index}].filters`, block.filters)
  expectInteger(caller, `blocks[${index}].kernelSize`, block.kernelSize)
  expectInteger(caller, `blocks[${index}].pool`, block.pool)
  expectNumber(caller, `blocks[${index}].dropout`, block.dropout, dropoutRate)
  const [height, width] = [shape[1]!, shape[2]!]
  if (Math.min(height, width) - block.kernelSize + 1 < block.pool) {
    throw new RangeError(
      `${caller}: expected an image larger than the kernels and pools, received ${height} × ${width} pixels at blocks[${index}]. Use fewer blocks, smaller kernels or larger images.`,
    )
  }
}
