import * as tf from '@tensorflow/tfjs-layers'
import { type PreprocessingBackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { efficientStages, type Stage } from './efficient-stages.ts'

const stages = {
  B: [
    [3, 1, 32, 16, 1, 0, 1, true],
    [3, 2, 16, 32, 4, 0, 2, true],
    [3, 2, 32, 48, 4, 0, 2, true],
    [3, 3, 48, 96, 4, 0.25, 2, false],
    [3, 5, 96, 112, 6, 0.25, 1, false],
    [3, 8, 112, 192, 6, 0.25, 2, false],
  ],
  S: [
    [3, 2, 24, 24, 1, 0, 1, true],
    [3, 4, 24, 48, 4, 0, 2, true],
    [3, 4, 48, 64, 4, 0, 2, true],
    [3, 6, 64, 128, 4, 0.25, 2, false],
    [3, 9, 128, 160, 6, 0.25, 1, false],
    [3, 15, 160, 256, 6, 0.25, 2, false],
  ],
  M: [
    [3, 3, 24, 24, 1, 0, 1, true],
    [3, 5, 24, 48, 4, 0, 2, true],
    [3, 5, 48, 80, 4, 0, 2, true],
    [3, 7, 80, 160, 4, 0.25, 2, false],
    [3, 14, 160, 176, 6, 0.25, 1, false],
    [3, 18, 176, 304, 6, 0.25, 2, false],
    [3, 5, 304, 512, 6, 0.25, 1, false],
  ],
  L: [
    [3, 4, 32, 32, 1, 0, 1, true],
    [3, 7, 32, 64, 4, 0, 2, true],
    [3, 7, 64, 96, 4, 0, 2, true],
    [3, 10, 96, 192, 4, 0.25, 2, false],
    [3, 19, 192, 224, 6, 0.25, 1, false],
    [3, 25, 224, 384, 6, 0.25, 2, false],
    [3, 7, 384, 640, 6, 0.25, 1, false],
  ],
} as const satisfies Record<string, readonly Stage[]>
/** Stages, factors of width and depth, and size of images of each network. */
const networks = {
  B0: ['B', 1, 1, 224],
  B1: ['B', 1, 1.1, 240],
  B2: ['B', 1.1, 1.2, 260],
  B3: ['B', 1.2, 1.4, 300],
  S: ['S', 1, 1, 384],
  M: ['M', 1, 1, 480],
  L: ['L', 1, 1, 480],
} as const

/**
 * Creates EfficientNetV2-B0, which trains faster than EfficientNet: 7,200,312 parameters, 5,919,312 without
 * its top.
 *
 * @returns A model from `[images, height, width, 3]`, colours from 0 to 255, to `[images, classes]`, or to 1280
 * features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.EfficientNetV2B0`
 * @example
 * ```ts
 * import { efficientNetV2B0 } from '@dlw/models'
 *
 * const base = await efficientNetV2B0({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 5919312
 * ```
 */
export function efficientNetV2B0(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('B0', options)
}

/**
 * Creates EfficientNetV2-B1, for images of 240 × 240 pixels: 8,212,124 parameters, 6,931,124 without its
 * top, which then outputs 1280 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2B1`
 * @example
 * ```ts
 * import { efficientNetV2B1 } from '@dlw/models'
 *
 * const base = await efficientNetV2B1({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 6931124
 * ```
 */
export function efficientNetV2B1(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('B1', options)
}

/**
 * Creates EfficientNetV2-B2, for images of 260 × 260 pixels: 10,178,374 parameters, 8,769,374 without its
 * top, which then outputs 1408 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2B2`
 * @example
 * ```ts
 * import { efficientNetV2B2 } from '@dlw/models'
 *
 * const base = await efficientNetV2B2({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 8769374
 * ```
 */
export function efficientNetV2B2(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('B2', options)
}

/**
 * Creates EfficientNetV2-B3, for images of 300 × 300 pixels: 14,467,622 parameters, 12,930,622 without its
 * top, which then outputs 1536 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2B3`
 * @example
 * ```ts
 * import { efficientNetV2B3 } from '@dlw/models'
 *
 * const base = await efficientNetV2B3({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 12930622
 * ```
 */
export function efficientNetV2B3(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('B3', options)
}

/**
 * Creates EfficientNetV2-S, for images of 384 × 384 pixels: 21,612,360 parameters, 20,331,360 without its
 * top, which then outputs 1280 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2S`
 * @example
 * ```ts
 * import { efficientNetV2S } from '@dlw/models'
 *
 * const base = await efficientNetV2S({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 20331360
 * ```
 */
export function efficientNetV2S(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('S', options)
}

/**
 * Creates EfficientNetV2-M, for images of 480 × 480 pixels: 54,431,388 parameters, 53,150,388 without its
 * top, which then outputs 1280 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2M`
 * @example
 * ```ts
 * import { efficientNetV2M } from '@dlw/models'
 *
 * const load = () => efficientNetV2M({ weights: 'imagenet' }) // downloads 218 MB once
 * ```
 */
export function efficientNetV2M(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('M', options)
}

/**
 * Creates EfficientNetV2-L, for images of 480 × 480 pixels: 119,027,848 parameters, 117,746,848 without its
 * top, which then outputs 1280 features.
 *
 * @returns As {@link efficientNetV2B0}.
 * @throws As {@link efficientNetV2B0}.
 * @see Keras: `keras.applications.EfficientNetV2L`
 * @example
 * ```ts
 * import { efficientNetV2L } from '@dlw/models'
 *
 * const load = () => efficientNetV2L({ weights: 'imagenet' }) // downloads 476 MB once
 * ```
 */
export function efficientNetV2L(options: PreprocessingBackboneOptions): Promise<tf.LayersModel> {
  return efficientNetV2('L', options)
}

async function efficientNetV2(
  variant: keyof typeof networks,
  options: PreprocessingBackboneOptions,
): Promise<tf.LayersModel> {
  const caller = `efficientNetV2${variant}`
  const [kind, width, depth, size] = networks[variant]
  const resolved = resolveBackboneOptions(caller, options, { size })
  const stack = new LayerStack(resolved)
  const filters = (count: number) => Math.max(8, Math.floor((count * width + 4) / 8) * 8)
  const repeats = (count: number) => Math.ceil(depth * count)
  const blocks = stages[kind].reduce((sum, [, count]) => sum + count, 0)
  const momentum = 0.9
  let x = stack.input
  if (options.includePreprocessing ?? true) {
    const standardised = { mean: [0.485, 0.456, 0.406], variance: [0.229 ** 2, 0.224 ** 2, 0.225 ** 2] }
    x =
      kind === 'B' && resolved.inputShape[2] === 3
        ? stack.standardization(stack.rescaling(x, 1 / 255), standardised)
        : stack.rescaling(x, 1 / 128, -1)
  }
  const stem = { filters: filters(stages[kind][0][2]), kernelSize: 3, strides: 2, padding: 'same' } as const
  x = stack.convolution(x, 'stem_conv', stem)
  x = stack.activation(stack.normalization(x, 'stem_bn', { momentum }), 'swish', 'stem_activation')
  const version = { depthwise: 'dwconv2', pads: false, momentum, filters, repeats, blocks }
  x = efficientStages(stack, x, stages[kind], version)
  x = stack.convolution(x, 'top_conv', { filters: filters(1280), padding: 'same' })
  x = stack.activation(stack.normalization(x, 'top_bn', { momentum }), 'swish', 'top_activation')
  x = stack.head(x, { average: 'avg_pool', pool: true, dropout: 0.2 })
  const network = `efficientnetv2-${variant.toLowerCase() as Lowercase<typeof variant>}` as const
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? network })
  return loadBackboneWeights(caller, network, model, resolved)
}
