import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import type { PublishedNetwork } from '../imagenet-weights.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'

const epsilon = 1.001e-5
const around = (pixels: number) =>
  [
    [pixels, pixels],
    [pixels, pixels],
  ] as const

/**
 * Creates DenseNet-121, in which each layer receives the outputs of all previous ones: 8,062,504 parameters, 7,037,504
 * without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 1024 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.DenseNet121`
 * @example
 * ```ts
 * import { denseNet121 } from '@dlw/models'
 *
 * const base = await denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
 * console.log(base.countParams(), base.outputs[0]!.shape) // → 7037504 [ null, 1024 ]
 * ```
 */
export function denseNet121(options: BackboneOptions): Promise<tf.LayersModel> {
  return denseNet('densenet121', 'denseNet121', [6, 12, 24, 16], options)
}

/**
 * Creates DenseNet-169: 14,307,880 parameters, 12,642,880 without its top, which then outputs 1664 features.
 *
 * @returns As {@link denseNet121}.
 * @throws As {@link denseNet121}.
 * @see Keras: `keras.applications.DenseNet169`
 * @example
 * ```ts
 * import { denseNet169 } from '@dlw/models'
 *
 * const base = await denseNet169({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 12642880
 * ```
 */
export function denseNet169(options: BackboneOptions): Promise<tf.LayersModel> {
  return denseNet('densenet169', 'denseNet169', [6, 12, 32, 32], options)
}

/**
 * Creates DenseNet-201: 20,242,984 parameters, 18,321,984 without its top, which then outputs 1920 features.
 *
 * @returns As {@link denseNet121}.
 * @throws As {@link denseNet121}.
 * @see Keras: `keras.applications.DenseNet201`
 * @example
 * ```ts
 * import { denseNet201 } from '@dlw/models'
 *
 * const base = await denseNet201({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 18321984
 * ```
 */
export function denseNet201(options: BackboneOptions): Promise<tf.LayersModel> {
  return denseNet('densenet201', 'denseNet201', [6, 12, 48, 32], options)
}

async function denseNet(
  name: PublishedNetwork,
  caller: string,
  blocks: readonly [number, number, number, number],
  options: BackboneOptions,
): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions(caller, options)
  const stack = new LayerStack(resolved)
  let x = stack.zeroPadding(stack.input, around(3))
  x = stack.convolution(x, 'conv1_conv', { filters: 64, kernelSize: 7, strides: 2 })
  x = stack.normalization(x, 'conv1_bn', { epsilon })
  x = stack.relu(x, 'conv1_relu')
  x = stack.zeroPadding(x, around(1))
  x = stack.maxPooling(x, { poolSize: 3, strides: 2 }, 'pool1')
  for (const [index, layers] of blocks.entries()) {
    const block = index + 2
    for (let layer = 1; layer <= layers; layer++) x = denseLayer(stack, x, `conv${block}_block${layer}`)
    if (block < 5) x = transition(stack, x, `pool${block}`)
  }
  x = stack.normalization(x, 'bn', { epsilon })
  x = stack.relu(x, 'relu')
  x = stack.head(x, { average: 'avg_pool', pool: true })
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? name })
  return loadBackboneWeights(caller, name, model, resolved)
}

/** Appends 32 feature maps computed from all previous ones in the block. */
function denseLayer(stack: LayerStack, x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  let y = stack.normalization(x, `${name}_0_bn`, { epsilon })
  y = stack.relu(y, `${name}_0_relu`)
  y = stack.convolution(y, `${name}_1_conv`, { filters: 128 })
  y = stack.normalization(y, `${name}_1_bn`, { epsilon })
  y = stack.relu(y, `${name}_1_relu`)
  y = stack.convolution(y, `${name}_2_conv`, { filters: 32, kernelSize: 3, padding: 'same' })
  return stack.concatenate([x, y], `${name}_concat`)
}

/** Halves the number, height and width of the feature maps. */
function transition(stack: LayerStack, x: tf.SymbolicTensor, name: string): tf.SymbolicTensor {
  let y = stack.normalization(x, `${name}_bn`, { epsilon })
  y = stack.relu(y, `${name}_relu`)
  y = stack.convolution(y, `${name}_conv`, { filters: Math.floor(x.shape[3]! / 2) })
  return stack.averagePooling(y, { poolSize: 2 }, `${name}_pool`)
}
