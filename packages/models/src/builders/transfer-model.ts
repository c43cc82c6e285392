import { tfjsSeed } from '@dlw/backend'
import { expectInteger, expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-layers'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { dropout } from '../layers/dropout.ts'
import { flatten } from '../layers/flatten.ts'
import { resizeWithPad } from '../layers/images/resize-with-pad.ts'
import { apply } from './apply-layer.ts'
import type { Activation } from './dense-network.ts'
import { dropoutRate } from './dropout-rate.ts'
import { freeze } from './freeze.ts'
import { layerNames } from './layer-names.ts'

/** Options of {@link transferModel}. */
export interface TransferModelOptions {
  /** Number of neurons of the output layer: one per class. */
  outputs: number
  /**
   * Input shape of one image; images are resized to the backbone's shape if it differs. Defaults to the backbone's
   * shape.
   */
  inputs?: readonly [number, number, number]
  /** Number of neurons of each dense layer before the output layer. Defaults to `[50]`. */
  hidden?: readonly number[]
  /** Activation of the dense layers. Defaults to 'relu'. */
  activation?: Activation
  /** Dropout rate after each dense layer, in [0, 1). Defaults to 0.5. */
  dropout?: number
  /** Activation of the output layer. Defaults to 'linear': the outputs are logits. */
  outputActivation?: Activation
  /** Name of the model. Defaults to 'functional'. */
  name?: string
  /** Seed of the initial weights, any integer. Defaults to 0. */
  seed?: number
}

const known = [
  'outputs',
  'inputs',
  'hidden',
  'activation',
  'dropout',
  'outputActivation',
  'name',
  'seed',
] satisfies (keyof TransferModelOptions)[]

/**
 * Builds a model for transfer learning: a new head on a pretrained, frozen backbone. Training changes only the head.
 *
 * Images are resized if necessary ({@link resizeWithPad}), passed through the backbone, flattened, standardised, and
 * classified by dense layers with dropout. To train even faster, see {@link splitModel} and {@link extractFeatures}.
 *
 * @param backbone A model from one image to features, such as {@link denseNet121} without its top; it becomes a layer
 * of the new model, frozen, and is disposed with it.
 * @returns The model, not compiled.
 * @throws RangeError if a size is not a positive integer, `dropout` is outside [0, 1), or `inputs` has a different
 * number of channels from the backbone.
 * @see Keras: the guide "Transfer learning and fine-tuning"
 * @example
 * ```ts
 * import { denseNet121, parameterCount, transferModel } from '@dlw/models'
 *
 * const backbone = await denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
 * const model = transferModel(backbone, { inputs: [64, 64, 3], outputs: 10 })
 * console.log(parameterCount(model)) // → { total: 7093360, trainable: 53808, nonTrainable: 7039552 }
 * ```
 */
export function transferModel(backbone: tf.LayersModel, options: TransferModelOptions): tf.LayersModel {
  rejectUnknownOptions('transferModel', options, known)
  const {
    outputs,
    hidden = [50],
    activation = 'relu',
    outputActivation = 'linear',
    dropout: rate = 0.5,
    seed = 0,
  } = options
  const expected = backbone.inputs[0]!.shape.slice(1) as number[]
  const shape = options.inputs ? [...options.inputs] : expected
  for (const size of shape) expectInteger('transferModel', 'inputs', size)
  for (const units of hidden) expectInteger('transferModel', 'hidden', units)
  expectInteger('transferModel', 'outputs', outputs)
  expectNumber('transferModel', 'dropout', rate, dropoutRate)
  if (shape[2] !== expected[2]) {
    throw new RangeError(
      `transferModel: expected images with ${expected[2]} channels, received inputs=[${shape}]. Repeat grey images over three channels.`,
    )
  }
  freeze(backbone)

  const name = layerNames()
  let stream = 0
  const dense = (units: number, function_: Activation): tf.layers.Layer =>
    tf.layers.dense({
      name: name('dense'),
      units,
      activation: function_,
      kernelInitializer: tf.initializers.glorotUniform({ seed: tfjsSeed(seed, stream++) }),
    })
  const input = tf.input({ shape, name: name('input_layer') })
  const [height, width] = expected as [number, number]
  const fits = shape[0] === height && shape[1] === width
  let x = fits ? input : apply(resizeWithPad({ name: name('resize_with_pad'), height, width }), input)
  x = apply(flatten({ name: name('flatten') }), apply(backbone, x))
  x = apply(batchNormalization({ name: name('batch_normalization') }), x)
  for (const units of hidden) {
    x = apply(dense(units, activation), x)
    if (rate > 0) x = apply(dropout({ name: name('dropout'), rate, seed: tfjsSeed(seed, stream++) }), x)
  }
  return tf.model({
    inputs: input,
    outputs: apply(dense(outputs, outputActivation), x),
    name: options.name ?? 'functional',
  })
}
