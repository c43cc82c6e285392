import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import { registerActivations } from '../../layers/activations.ts'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { type PreprocessingBackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { nearestEight } from '../nearest-eight.ts'

/** Options of {@link mobileNetV3Small} and {@link mobileNetV3Large}. */
export interface MobileNetV3Options extends PreprocessingBackboneOptions {
  /** Width multiplier: factor on the number of feature maps. Defaults to 1. */
  alpha?: number
  /** Whether to leave out large kernels, squeeze and excitation and hard swish. Defaults to false. */
  minimalistic?: boolean
  /** Fraction of the features that training drops before the classifier, in [0, 1). Defaults to 0.2. */
  dropoutRate?: number
}

/** Expansion, feature maps, size of the kernel, stride, and whether the block is squeezed and uses hard swish. */
type Block = readonly [
  expansion: number,
  filters: number,
  kernelSize: 3 | 5,
  strides: number,
  isSqueezed: boolean,
  isSwish: boolean,
]

const small: readonly Block[] = [
  [1, 16, 3, 2, true, false],
  [72 / 16, 24, 3, 2, false, false],
  [88 / 24, 24, 3, 1, false, false],
  [4, 40, 5, 2, true, true],
  [6, 40, 5, 1, true, true],
  [6, 40, 5, 1, true, true],
  [3, 48, 5, 1, true, true],
  [3, 48, 5, 1, true, true],
  [6, 96, 5, 2, true, true],
  [6, 96, 5, 1, true, true],
  [6, 96, 5, 1, true, true],
]
const large: readonly Block[] = [
  [1, 16, 3, 1, false, false],
  [4, 24, 3, 2, false, false],
  [3, 24, 3, 1, false, false],
  [3, 40, 5, 2, true, false],
  [3, 40, 5, 1, true, false],
  [3, 40, 5, 1, true, false],
  [6, 80, 3, 2, false, true],
  [2.5, 80, 3, 1, false, true],
  [2.3, 80, 3, 1, false, true],
  [2.3, 80, 3, 1, false, true],
  [6, 112, 3, 1, true, true],
  [6, 112, 3, 1, true, true],
  [6, 160, 5, 2, true, true],
  [6, 160, 5, 1, true, true],
  [6, 160, 5, 1, true, true],
]
const normalization = { epsilon: 0.001, momentum: 0.999 }

/**
 * Creates MobileNetV3-Small, for phones and browsers: 2,554,968 parameters, 939,120 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, colours from 0 to 255, to `[images, classes]`, or to 576 features.
 * Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.MobileNetV3Small`
 * @example
 * ```ts
 * import { mobileNetV3Small } from '@dlw/models'
 *
 * const base = await mobileNetV3Small({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 939120
 * ```
 */
export function mobileNetV3Small(options: MobileNetV3Options): Promise<tf.LayersModel> {
  return mobileNetV3('Small', small, 1024, options)
}

/**
 * Creates MobileNetV3-Large, more accurate than MobileNetV3-Small: 5,507,432 parameters, 2,996,352 without its top,
 * which then outputs 960 features.
 *
 * @returns As {@link mobileNetV3Small}.
 * @throws As {@link mobileNetV3Small}.
 * @see Keras: `keras.applications.MobileNetV3Large`
 * @example
 * ```ts
 * import { mobileNetV3Large } from '@dlw/models'
 *
 * const base = await mobileNetV3Large({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 2996352
 * ```
 */
export function mobileNetV3Large(options: MobileNetV3Options): Promise<tf.LayersModel> {
  return mobileNetV3('Large', large, 1280, options)
}

async function mobileNetV3(
  variant: 'Small' | 'Large',
  blocks: readonly Block[],
  lastFilters: number,
  options: MobileNetV3Options,
): Promise<tf.LayersModel> {
  registerActivations()
  const caller = `mobileNetV3${variant}`
  const resolved = resolveBackboneOptions(caller, options)
  const { alpha = 1, minimalistic = false, dropoutRate = 0.2, includePreprocessing = true } = options
  const stack = new LayerStack(resolved)
  const relu = (x: tf.SymbolicTensor) => apply(tf.layers.reLU({ name: stack.named('re_lu') }), x)
  const swish = (x: tf.SymbolicTensor) => (minimalistic ? relu(x) : stack.activation(x, 'hardSilu'))
  let x = includePreprocessing ? stack.rescaling(stack.input, 1 / 127.5, -1) : stack.input
  x = stack.convolution(x, 'conv', { filters: 16, kernelSize: 3, strides: 2, padding: 'same' })
  x = swish(stack.normalization(x, 'conv_bn', normalization))
  for (const [id, [expansion, filters, kernelSize, strides, isSqueezed, isSwish]] of blocks.entries()) {
    x = invertedResidual(stack, x, id, {
      expansion,
      filters: nearestEight(filters * alpha),
      kernelSize: minimalistic ? 3 : kernelSize,
      strides,
      isSqueezed: isSqueezed && !minimalistic,
      activation: isSwish ? swish : relu,
    })
  }
  x = stack.convolution(x, 'conv_1', { filters: nearestEight(x.shape[3]! * 6), padding: 'same' })
  x = swish(stack.normalization(x, 'conv_1_bn', normalization))
  if (resolved.includeTop) {
    const filters = alpha > 1 ? nearestEight(lastFilters * alpha) : lastFilters
    x = stack.globalPooling(x, 'avg', undefined, true)
    x = swish(stack.convolution(x, 'conv_2', { filters, padding: 'same', useBias: true }))
    if (dropoutRate > 0) x = stack.dropout(x, dropoutRate)
    x = stack.convolution(x, 'logits', { filters: resolved.classes, padding: 'same', useBias: true })
    x = apply(tf.layers.flatten({ name: stack.named('flatten') }), x)
    x = stack.activation(x, 'softmax', 'predictions')
  } else x = stack.head(x, { pool: true })
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? `MobileNetV3${variant}` })
  const size = variant.toLowerCase() as 'small' | 'large'
  const network = `mobilenet_v3_${size}${minimalistic ? '_minimalistic' : ''}` as const
  return loadBackboneWeights(caller, network, model, resolved, alpha)
}

interface InvertedResidual {
  expansion: number
  filters: number
  kernelSize: number
  strides: number
  isSqueezed: boolean
  activation: (x: tf.SymbolicTensor) => tf.SymbolicTensor
}

/** Applies an inverted residual block: expansion, depthwise convolution, squeeze and excitation, projection. */
function invertedResidual(
  stack: LayerStack,
  input: tf.SymbolicTensor,
  id: number,
  { expansion, filters, kernelSize, strides, isSqueezed, activation }: InvertedResidual,
): tf.SymbolicTensor {
  const prefix = id === 0 ? 'expanded_conv_' : `expanded_conv_${id}_`
  const channels = input.shape[3]!
  const normalized = (x: tf.SymbolicTensor, name: string) =>
    stack.normalization(x, `${prefix}${name}_bn`, normalization)
  const wide = nearestEight(channels * expansion)
  let x = input
  if (id > 0) {
    x = stack.convolution(x, `${prefix}expand`, { filters: wide, padding: 'same' })
    x = activation(normalized(x, 'expand'))
  }
  if (strides === 2) x = stack.stridePadding(x, kernelSize, `${prefix}depthwise_pad`)
  x = stack.depthwise(x, `${prefix}depthwise`, strides, strides === 1 ? 'same' : 'valid', kernelSize)
  x = activation(normalized(x, 'depthwise'))
  if (isSqueezed) x = squeezeExcite(stack, x, `${prefix}squeeze_excite_`, wide)
  x = normalized(stack.convolution(x, `${prefix}project`, { filters, padding: 'same' }), 'project')
  return channels === filters && strides === 1 ? stack.add([input, x], `${prefix}add`) : x
}

/** Weighs the feature maps by what their means say. */
function squeezeExcite(stack: LayerStack, x: tf.SymbolicTensor, prefix: string, filters: number): tf.SymbolicTensor {
  const plain = { padding: 'same', useBias: true } as const
  let weights = stack.globalPooling(x, 'avg', `${prefix}avg_pool`, true)
  weights = stack.convolution(weights, `${prefix}conv`, { filters: nearestEight(filters * 0.25), ...plain })
  weights = apply(tf.layers.reLU({ name: `${prefix}relu` }), weights)
  weights = stack.convolution(weights, `${prefix}conv_1`, { filters, ...plain })
  // The hard sigmoid is written out, as in Keras, so that layers and their names agree.
  weights = apply(operation(stack, 'Add', 3), weights)
  weights = apply(tf.layers.reLU({ name: stack.named('re_lu'), maxValue: 6 }), weights)
  weights = apply(operation(stack, 'Multiply', 1 / 6), weights)
  return stack.multiply([x, weights], `${prefix}mul`)
}

/** An operation of `keras.ops` on a tensor and a number. */
function operation(stack: LayerStack, name: 'Add' | 'Multiply', value: number): tf.layers.Layer {
  return new KerasOperation({
    name: stack.named(name.toLowerCase()),
    operation: name,
    module: 'keras.src.ops.numpy',
    settings: {},
    callArguments: { args: [{ tensor: 0 }, value], kwargs: {} },
  })
}
