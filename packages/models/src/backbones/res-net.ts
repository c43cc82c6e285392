import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../builders/apply-layer.ts'
import { type BackboneOptions, resolveBackboneOptions } from './backbone-options.ts'
import { LayerStack } from './layer-stack.ts'
import { loadBackboneWeights } from './load-backbone-weights.ts'

const epsilon = 1.001e-5

/** Feature maps, number of blocks and stride of each stack. */
const stacks = [
  [64, 3, 1],
  [128, 4, 2],
  [256, 6, 2],
  [512, 3, 2],
] as const

/**
 * ResNet-50 (v1), whose blocks add to what they were given: 25,636,712 parameters, 23,587,712 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`, or
 * to 2048 features. Dispose of it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not fit.
 * @see Keras: `keras.applications.ResNet50`
 * @example
 * ```ts
 * import { resNet50 } from '@dlw/models'
 *
 * const base = await resNet50({ weights: null, includeTop: false, pooling: 'avg', inputShape: [64, 64, 3] })
 * console.log(base.countParams()) // → 23587712
 * ```
 */
export async function resNet50(options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('resNet50', options)
  const stack = new LayerStack(resolved)
  let x = stack.zeroPadding(
    stack.input,
    [
      [3, 3],
      [3, 3],
    ],
    'conv1_pad',
  )
  x = stack.convolution(x, 'conv1_conv', { filters: 64, kernelSize: 7, strides: 2, useBias: true })
  x = stack.relu(stack.normalization(x, 'conv1_bn', { epsilon }), 'conv1_relu')
  x = stack.zeroPadding(
    x,
    [
      [1, 1],
      [1, 1],
    ],
    'pool1_pad',
  )
  x = apply(tf.layers.maxPooling2d({ name: 'pool1_pool', poolSize: 3, strides: 2 }), x)
  for (const [index, [filters, count, strides]] of stacks.entries()) {
    for (let block = 1; block <= count; block++) {
      x = residualBlock(stack, x, `conv${index + 2}_block${block}`, filters, block === 1 ? strides : 0)
    }
  }
  if (resolved.includeTop) x = stack.dense(stack.globalPooling(x, 'avg', 'avg_pool'), 'predictions', resolved.classes)
  else if (resolved.pooling) x = stack.globalPooling(x, resolved.pooling, `${resolved.pooling}_pool`)
  return loadBackboneWeights(
    'resNet50',
    'resnet50',
    tf.model({ inputs: stack.input, outputs: x, name: options.name ?? 'resnet50' }),
    resolved,
  )
}

/** Three convolutions added to the input; with `strides`, the input goes through a convolution of its own. */
function residualBlock(
  stack: LayerStack,
  input: tf.SymbolicTensor,
  name: string,
  filters: number,
  strides: number,
): tf.SymbolicTensor {
  const step = (
    from: tf.SymbolicTensor,
    part: number,
    options: { filters: number; kernelSize?: number; strides?: number },
  ) => {
    const padding = options.kernelSize ? 'same' : 'valid'
    const convolved = stack.convolution(from, `${name}_${part}_conv`, { ...options, padding, useBias: true })
    return stack.normalization(convolved, `${name}_${part}_bn`, { epsilon })
  }
  const shortcut = strides > 0 ? step(input, 0, { filters: 4 * filters, strides }) : input
  let x = stack.relu(step(input, 1, { filters, strides: strides || 1 }), `${name}_1_relu`)
  x = stack.relu(step(x, 2, { filters, kernelSize: 3 }), `${name}_2_relu`)
  x = step(x, 3, { filters: 4 * filters })
  return stack.relu(apply(tf.layers.add({ name: `${name}_add` }), [shortcut, x]), `${name}_out`)
}
