import * as tf from '@tensorflow/tfjs-layers'
import { resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { nearestEight } from '../nearest-eight.ts'
import type { MobileNetOptions } from './mobile-net.ts'

const normalization = { epsilon: 0.001, momentum: 0.999 }

/** Feature maps, stride and expansion of each inverted residual block. */
const blocks = [
  [16, 1, 1],
  [24, 2, 6],
  [24, 1, 6],
  [32, 2, 6],
  [32, 1, 6],
  [32, 1, 6],
  [64, 2, 6],
  [64, 1, 6],
  [64, 1, 6],
  [64, 1, 6],
  [96, 1, 6],
  [96, 1, 6],
  [96, 1, 6],
  [160, 2, 6],
  [160, 1, 6],
  [160, 1, 6],
  [320, 1, 6],
] as const

/**
 * Creates MobileNetV2, a small, fast network: 3,538,984 parameters, 2,257,984 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 1280 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.MobileNetV2`
 * @example
 * ```ts
 * import { mobileNetV2 } from '@dlw/models'
 *
 * const base = await mobileNetV2({ weights: null, includeTop: false, pooling: 'avg', inputShape: [96, 96, 3] })
 * console.log(base.countParams()) // → 2257984
 * ```
 */
export async function mobileNetV2(options: MobileNetOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('mobileNetV2', options)
  const { alpha = 1 } = options
  const stack = new LayerStack(resolved)
  let x = stack.convolution(stack.input, 'Conv1', {
    filters: nearestEight(32 * alpha),
    kernelSize: 3,
    strides: 2,
    padding: 'same',
  })
  x = stack.relu6(stack.normalization(x, 'bn_Conv1', normalization), 'Conv1_relu')
  for (const [id, [filters, strides, expansion]] of blocks.entries()) {
    x = invertedResidual(stack, x, id, nearestEight(Math.floor(filters * alpha)), strides, expansion)
  }
  x = stack.convolution(x, 'Conv_1', { filters: alpha > 1 ? nearestEight(1280 * alpha) : 1280 })
  x = stack.relu6(stack.normalization(x, 'Conv_1_bn', normalization), 'out_relu')
  x = stack.head(x)
  const name = options.name ?? `mobilenetv2_${alpha.toFixed(2)}_${resolved.inputShape[0]}`
  return loadBackboneWeights(
    'mobileNetV2',
    'mobilenet_v2',
    tf.model({ inputs: stack.input, outputs: x, name }),
    resolved,
    alpha,
  )
}

/** Applies an inverted residual block: expansion, depthwise convolution, projection; adds the input if shapes match. */
function invertedResidual(
  stack: LayerStack,
  input: tf.SymbolicTensor,
  id: number,
  filters: number,
  strides: number,
  expansion: number,
): tf.SymbolicTensor {
  const prefix = id === 0 ? 'expanded_conv_' : `block_${id}_`
  const channels = input.shape[3]!
  const normalized = (x: tf.SymbolicTensor, name: string) =>
    stack.normalization(x, `${prefix}${name}_BN`, normalization)
  let x = input
  if (id > 0) {
    x = normalized(
      stack.convolution(x, `${prefix}expand`, { filters: expansion * channels, padding: 'same' }),
      'expand',
    )
    x = stack.relu6(x, `${prefix}expand_relu`)
  }
  if (strides === 2) x = stack.stridePadding(x, 3, `${prefix}pad`)
  x = normalized(stack.depthwise(x, `${prefix}depthwise`, strides, strides === 1 ? 'same' : 'valid'), 'depthwise')
  x = stack.relu6(x, `${prefix}depthwise_relu`)
  x = normalized(stack.convolution(x, `${prefix}project`, { filters, padding: 'same' }), 'project')
  return channels === filters && strides === 1 ? stack.add([input, x], `${prefix}add`) : x
}
