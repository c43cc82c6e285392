import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { nearestEight } from '../nearest-eight.ts'
import { efficientStages, type Stage } from './efficient-stages.ts'

/** Stages of EfficientNet-B0, which the larger networks widen and deepen. */
const stages: readonly Stage[] = [
  [3, 1, 32, 16, 1, 0.25, 1, false],
  [3, 2, 16, 24, 6, 0.25, 2, false],
  [5, 2, 24, 40, 6, 0.25, 2, false],
  [3, 3, 40, 80, 6, 0.25, 2, false],
  [5, 3, 80, 112, 6, 0.25, 1, false],
  [5, 4, 112, 192, 6, 0.25, 2, false],
  [3, 1, 192, 320, 6, 0.25, 1, false],
]
/** Factors of width and depth, size of images and rate of dropout of each network. */
const networks = {
  B0: [1, 1, 224, 0.2],
  B1: [1, 1.1, 240, 0.2],
  B2: [1.1, 1.2, 260, 0.3],
  B3: [1.2, 1.4, 300, 0.3],
  B4: [1.4, 1.8, 380, 0.4],
  B5: [1.6, 2.2, 456, 0.4],
  B6: [1.8, 2.6, 528, 0.5],
  B7: [2, 3.1, 600, 0.5],
} as const

/**
 * Creates EfficientNet-B0, small and accurate for its size: 5,330,571 parameters, 4,049,571 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, colours from 0 to 255, to `[images, classes]`, or to 1280
 * features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.EfficientNetB0`
 * @example
 * ```ts
 * import { efficientNetB0 } from '@dlw/models'
 *
 * const base = await efficientNetB0({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 4049571
 * ```
 */
export function efficientNetB0(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B0', options)
}

/**
 * Creates EfficientNet-B1, for images of 240 × 240 pixels: 7,856,239 parameters, 6,575,239 without its top,
 * which then outputs 1280 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB1`
 * @example
 * ```ts
 * import { efficientNetB1 } from '@dlw/models'
 *
 * const base = await efficientNetB1({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 6575239
 * ```
 */
export function efficientNetB1(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B1', options)
}

/**
 * Creates EfficientNet-B2, for images of 260 × 260 pixels: 9,177,569 parameters, 7,768,569 without its top,
 * which then outputs 1408 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB2`
 * @example
 * ```ts
 * import { efficientNetB2 } from '@dlw/models'
 *
 * const base = await efficientNetB2({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 7768569
 * ```
 */
export function efficientNetB2(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B2', options)
}

/**
 * Creates EfficientNet-B3, for images of 300 × 300 pixels: 12,320,535 parameters, 10,783,535 without its top,
 * which then outputs 1536 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB3`
 * @example
 * ```ts
 * import { efficientNetB3 } from '@dlw/models'
 *
 * const base = await efficientNetB3({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 10783535
 * ```
 */
export function efficientNetB3(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B3', options)
}

/**
 * Creates EfficientNet-B4, for images of 380 × 380 pixels: 19,466,823 parameters, 17,673,823 without its top,
 * which then outputs 1792 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB4`
 * @example
 * ```ts
 * import { efficientNetB4 } from '@dlw/models'
 *
 * const base = await efficientNetB4({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 17673823
 * ```
 */
export function efficientNetB4(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B4', options)
}

/**
 * Creates EfficientNet-B5, for images of 456 × 456 pixels: 30,562,527 parameters, 28,513,527 without its top,
 * which then outputs 2048 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB5`
 * @example
 * ```ts
 * import { efficientNetB5 } from '@dlw/models'
 *
 * const load = () => efficientNetB5({ weights: 'imagenet' }) // downloads 122 MB once
 * ```
 */
export function efficientNetB5(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B5', options)
}

/**
 * Creates EfficientNet-B6, for images of 528 × 528 pixels: 43,265,143 parameters, 40,960,143 without its top,
 * which then outputs 2304 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB6`
 * @example
 * ```ts
 * import { efficientNetB6 } from '@dlw/models'
 *
 * const load = () => efficientNetB6({ weights: 'imagenet' }) // downloads 173 MB once
 * ```
 */
export function efficientNetB6(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B6', options)
}

/**
 * Creates EfficientNet-B7, for images of 600 × 600 pixels: 66,658,687 parameters, 64,097,687 without its top,
 * which then outputs 2560 features.
 *
 * @returns As {@link efficientNetB0}.
 * @throws As {@link efficientNetB0}.
 * @see Keras: `keras.applications.EfficientNetB7`
 * @example
 * ```ts
 * import { efficientNetB7 } from '@dlw/models'
 *
 * const load = () => efficientNetB7({ weights: 'imagenet' }) // downloads 267 MB once
 * ```
 */
export function efficientNetB7(options: BackboneOptions): Promise<tf.LayersModel> {
  return efficientNet('B7', options)
}

async function efficientNet(variant: keyof typeof networks, options: BackboneOptions): Promise<tf.LayersModel> {
  const caller = `efficientNet${variant}`
  const [width, depth, size, rate] = networks[variant]
  const resolved = resolveBackboneOptions(caller, options, { size })
  const stack = new LayerStack(resolved)
  const filters = (count: number) => nearestEight(count * width)
  const repeats = (count: number) => Math.ceil(depth * count)
  const blocks = stages.reduce((sum, [, count]) => sum + repeats(count), 0)
  let x = stack.standardization(stack.rescaling(stack.input, 1 / 255))
  // The published weights were trained with a second scaling.
  if (resolved.weights === 'imagenet')
    x = stack.rescaling(
      x,
      [0.229, 0.224, 0.225].map((spread) => 1 / Math.sqrt(spread)),
    )
  x = stack.stridePadding(x, 3, 'stem_conv_pad')
  x = stack.convolution(x, 'stem_conv', { filters: filters(32), kernelSize: 3, strides: 2 })
  x = stack.activation(stack.normalization(x, 'stem_bn'), 'swish', 'stem_activation')
  const version = { depthwise: 'dwconv', pads: true, momentum: 0.99, filters, repeats, blocks }
  x = efficientStages(stack, x, stages, version)
  x = stack.convolution(x, 'top_conv', { filters: filters(1280), padding: 'same' })
  x = stack.activation(stack.normalization(x, 'top_bn'), 'swish', 'top_activation')
  x = stack.head(x, { average: 'avg_pool', pool: true, dropout: rate })
  const network = caller.toLowerCase() as `efficientnet${Lowercase<typeof variant>}`
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? network })
  return loadBackboneWeights(caller, network, model, resolved)
}
