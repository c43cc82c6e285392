import { tfjsSeed } from '@dlw/backend'
import { expectInteger, expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-layers'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { dropout } from '../layers/dropout.ts'
import { apply } from './apply-layer.ts'
import { dropoutRate } from './dropout-rate.ts'
import { layerNames } from './layer-names.ts'

/** Keras activations available in TensorFlow.js. */
export type Activation = NonNullable<Parameters<typeof tf.layers.dense>[0]['activation']>

/** Options of {@link denseNetwork}. */
export interface DenseNetworkOptions {
  /** Features per row, such as 4; or the shape of one sample, such as `[64, 64, 3]`, which is flattened first. */
  inputs: number | readonly number[]
  /** Neurons of each hidden layer, such as `[100, 50]`; `[]` for none. */
  hidden: readonly number[]
  /** Neurons of the output layer: one per class, or 1 to predict one number. */
  outputs: number
  /** Activation of the hidden layers. Defaults to 'relu'. */
  activation?: Activation
  /**
   * Activation of the output layer: 'softmax' for classes, 'sigmoid' for binary classification. Defaults to 'linear'.
   */
  outputActivation?: Activation
  /** Whether to standardise the inputs with a batch normalization layer. Defaults to false. */
  batchNormalization?: boolean
  /** Dropout rate after each hidden layer, in [0, 1). Defaults to 0: no dropout layers. */
  dropout?: number
  /** Name of the model. Defaults to 'functional'. */
  name?: string
  /** Seed of the initial weights, any integer. Defaults to 0. */
  seed?: number
}

const known = [
  'inputs',
  'hidden',
  'outputs',
  'activation',
  'outputActivation',
  'batchNormalization',
  'dropout',
  'name',
  'seed',
] satisfies (keyof DenseNetworkOptions)[]

/**
 * Builds a network of dense layers. The model is not compiled. It has Keras's layer names and initialisers (Glorot
 * uniform kernels, zero biases).
 *
 * @returns A model from `[rows, inputs]` to `[rows, outputs]`. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is not a positive integer or `dropout` is outside [0, 1), and for an unknown option, with
 * the nearest known one.
 * @see Keras: `keras.layers.Dense`, `keras.Model`
 * @example
 * ```ts
 * import { denseNetwork } from '@dlw/models'
 *
 * const network = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 2 })
 * console.log(network.layers.map(({ name }) => name).join(' ')) // → input_layer dense dense_1
 * ```
 */
export function denseNetwork(options: DenseNetworkOptions): tf.LayersModel {
  rejectUnknownOptions('denseNetwork', options, known)
  const {
    inputs,
    hidden,
    outputs,
    activation = 'relu',
    outputActivation = 'linear',
    dropout: rate = 0,
    seed = 0,
  } = options
  const shape = typeof inputs === 'number' ? [inputs] : [...inputs]
  for (const size of shape) expectInteger('denseNetwork', 'inputs', size)
  for (const units of hidden) expectInteger('denseNetwork', 'hidden', units)
  expectInteger('denseNetwork', 'outputs', outputs)
  expectNumber('denseNetwork', 'dropout', rate, dropoutRate)

  const name = layerNames()
  let stream = 0
  const dense = (units: number, activation: Activation): tf.layers.Layer =>
    tf.layers.dense({
      name: name('dense'),
      units,
      activation,
      kernelInitializer: tf.initializers.glorotUniform({ seed: tfjsSeed(seed, stream++) }),
    })

  const input = tf.input({ shape, name: name('input_layer') })
  let x = shape.length > 1 ? apply(tf.layers.flatten({ name: name('flatten') }), input) : input
  if (options.batchNormalization) x = apply(batchNormalization({ name: name('batch_normalization') }), x)
  for (const units of hidden) {
    x = apply(dense(units, activation), x)
    if (rate > 0) x = apply(dropout({ rate, seed: tfjsSeed(seed, stream++), name: name('dropout') }), x)
  }
  return tf.model({
    inputs: input,
    outputs: apply(dense(outputs, outputActivation), x),
    name: options.name ?? 'functional',
  })
}
