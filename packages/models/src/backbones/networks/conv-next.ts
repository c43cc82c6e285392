import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import { Conv2D } from '../../layers/convolution/convolution-layers.ts'
import { LayerScale } from '../../layers/core/scale-layers.ts'
import { LayerNormalization } from '../../layers/layer-normalization.ts'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { ownDispose } from '../../weights/own-dispose.ts'
import { type PreprocessingBackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'

/** Number of blocks and feature maps of each stage. */
const networks = {
  tiny: [
    [3, 3, 9, 3],
    [96, 192, 384, 768],
  ],
  small: [
    [3, 3, 27, 3],
    [96, 192, 384, 768],
  ],
  base: [
    [3, 3, 27, 3],
    [128, 256, 512, 1024],
  ],
  large: [
    [3, 3, 27, 3],
    [192, 384, 768, 1536],
  ],
  xlarge: [
    [3, 3, 27, 3],
    [256, 512, 1024, 2048],
  ],
} as const
const epsilon = 1e-6

/**
 * Creates ConvNeXt-Tiny, convolutions arranged as in a transformer: 28,589,128 parameters, 27,820,128 without its
 * top.
 *
 * @returns A model from `[images, height, width, 3]`, colours from 0 to 255, to `[images, classes]`, or to 768
 * features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.ConvNeXtTiny`
 * @example
 * ```ts
 * import { convNeXtTiny } from '@dlw/models'
 *
 * const base = await convNeXtTiny({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 27820128
 * ```
 */
export function convNeXtTiny(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return convNeXt('tiny', 'convNeXtTiny', options)
}

/**
 * Creates ConvNeXt-Small: 50,223,688 parameters, 49,454,688 without its top, which then outputs 768 features.
 *
 * @returns As {@link convNeXtTiny}.
 * @throws As {@link convNeXtTiny}.
 * @see Keras: `keras.applications.ConvNeXtSmall`
 * @example
 * ```ts
 * import { convNeXtSmall } from '@dlw/models'
 *
 * const load = () => convNeXtSmall({ weights: 'imagenet' }) // downloads 201 MB once
 * ```
 */
export function convNeXtSmall(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return convNeXt('small', 'convNeXtSmall', options)
}

/**
 * Creates ConvNeXt-Base: 88,591,464 parameters, 87,566,464 without its top, which then outputs 1024 features.
 *
 * @returns As {@link convNeXtTiny}.
 * @throws As {@link convNeXtTiny}.
 * @see Keras: `keras.applications.ConvNeXtBase`
 * @example
 * ```ts
 * import { convNeXtBase } from '@dlw/models'
 *
 * const load = () => convNeXtBase({ weights: 'imagenet' }) // downloads 354 MB once
 * ```
 */
export function convNeXtBase(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return convNeXt('base', 'convNeXtBase', options)
}

/**
 * Creates ConvNeXt-Large: 197,767,336 parameters, 196,230,336 without its top, which then outputs 1536 features.
 *
 * @returns As {@link convNeXtTiny}.
 * @throws As {@link convNeXtTiny}.
 * @see Keras: `keras.applications.ConvNeXtLarge`
 * @example
 * ```ts
 * import { convNeXtLarge } from '@dlw/models'
 *
 * const load = () => convNeXtLarge({ weights: 'imagenet' }) // downloads 791 MB once
 * ```
 */
export function convNeXtLarge(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return convNeXt('large', 'convNeXtLarge', options)
}

/**
 * Creates ConvNeXt-XLarge: 350,196,968 parameters, 348,147,968 without its top, which then outputs 2048 features.
 *
 * @returns As {@link convNeXtTiny}.
 * @throws As {@link convNeXtTiny}.
 * @see Keras: `keras.applications.ConvNeXtXLarge`
 * @example
 * ```ts
 * import { convNeXtXLarge } from '@dlw/models'
 *
 * const load = () => convNeXtXLarge({ weights: 'imagenet' }) // downloads 1,401 MB once
 * ```
 */
export function convNeXtXLarge(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return convNeXt('xlarge', 'convNeXtXLarge', options)
}

async function convNeXt(
  variant: keyof typeof networks,
  caller: string,
  options: PreprocessingBackboneOptions,
): Promise<tf.LayersModel> {
  const [depths, dimensions] = networks[variant]
  const resolved = resolveBackboneOptions(caller, options)
  const network = `convnext_${variant}` as const
  const { name = network } = options
  const stack = new LayerStack(resolved)
  let x = stack.input
  if ((options.includePreprocessing ?? true) && resolved.inputShape[2] === 3) {
    const mean = [0.485 * 255, 0.456 * 255, 0.406 * 255]
    const variance = [(0.229 * 255) ** 2, (0.224 * 255) ** 2, (0.225 * 255) ** 2]
    x = stack.standardization(x, { mean, variance }, `${name}_prestem_normalization`)
  }
  for (const [stage, filters] of dimensions.entries()) {
    x = apply(downsampling(stack, name, stage, filters, x.shape), x)
    for (let block = 0; block < depths[stage]!; block++) {
      x = convNeXtBlock(stack, x, `${name}_stage_${stage}_block_${block}`, filters)
    }
  }
  if (resolved.includeTop) {
    x = stack.globalPooling(x, 'avg', `${name}_head_gap`)
    x = apply(new LayerNormalization({ name: `${name}_head_layernorm`, epsilon }), x)
    x = stack.dense(x, `${name}_head_dense`, resolved.classes)
  } else x = apply(new LayerNormalization({ name: stack.named('layer_normalization'), epsilon }), stack.head(x))
  const model = tf.model({ inputs: stack.input, outputs: x, name })
  return loadBackboneWeights(caller, network, ownDispose(model), resolved)
}

/** Creates the layers before a stage, a small model of their own as in Keras: a quarter, then half of the pixels remain. */
function downsampling(stack: LayerStack, name: string, stage: number, filters: number, shape: tf.Shape): tf.Sequential {
  const isStem = stage === 0
  const size = isStem ? 4 : 2
  const convolution = tf.layers.conv2d({
    name: isStem ? `${name}_stem_conv` : `${name}_downsampling_conv_${stage - 1}`,
    filters,
    kernelSize: size,
    strides: size,
    kernelInitializer: stack.initializer(),
  })
  const normalization = new LayerNormalization({
    name: isStem ? `${name}_stem_layernorm` : `${name}_downsampling_layernorm_${stage - 1}`,
    epsilon,
  })
  const model = tf.sequential({ name: isStem ? `${name}_stem` : `${name}_downsampling_block_${stage - 1}` })
  const layers = isStem ? [convolution, normalization] : [normalization, convolution]
  apply(layers[0]!, tf.input({ batchShape: shape, name: `${model.name}_input` }))
  Object.assign(layers[0]!, { batchInputShape: shape, dtype: 'float32' })
  for (const layer of layers) model.add(layer)
  return model
}

/** Adds to the input a depthwise convolution, two dense layers and a learned scale. */
function convNeXtBlock(stack: LayerStack, input: tf.SymbolicTensor, name: string, filters: number): tf.SymbolicTensor {
  let x = apply(
    new Conv2D({
      name: `${name}_depthwise_conv`,
      filters,
      kernelSize: 7,
      padding: 'same',
      groups: filters,
      kernelInitializer: stack.description(),
    } as ConstructorParameters<typeof Conv2D>[0]),
    input,
  )
  x = apply(new LayerNormalization({ name: `${name}_layernorm`, epsilon }), x)
  x = stack.dense(x, `${name}_pointwise_conv_1`, 4 * filters, 'linear')
  x = stack.activation(x, 'gelu', `${name}_gelu`)
  x = stack.dense(x, `${name}_pointwise_conv_2`, filters, 'linear')
  x = apply(new LayerScale({ name: `${name}_layer_scale`, initValues: 1e-6, projectionDim: filters }), x)
  x = stack.activation(x, 'linear', `${name}_identity`)
  const add = new KerasOperation({
    name: stack.named('add'),
    operation: 'Add',
    module: 'keras.src.ops.numpy',
    settings: {},
    callArguments: { args: [{ tensor: 0 }, { tensor: 1 }], kwargs: {} },
  })
  return apply(add, [input, x])
}
