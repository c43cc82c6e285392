import { expectInteger } from '@dlw/data/arguments'

/** Source of a backbone's weights: Keras's published ones, a Keras file (path, URL or bytes), or random. */
export type BackboneWeights = 'imagenet' | string | URL | ArrayBuffer | null

/** Options of the backbones. */
export interface BackboneOptions {
  /**
   * 'imagenet' for Keras's published weights (downloaded once and cached); the path, URL or bytes of a Keras file
   * (`.h5`, `.weights.h5` or `.keras`) with weights of the same network; or null for random weights.
   */
  weights: BackboneWeights
  /** Whether to include the classifier: global pooling and a dense layer. Defaults to true. */
  includeTop?: boolean
  /**
   * Shape of one image, `[height, width, 3]`, at least 32 pixels each (Xception 71, Inception 75). Defaults to the size
   * that the published weights were trained with: `[224, 224, 3]` for most networks.
   */
  inputShape?: readonly [number, number, number]
  /** Pooling of the feature maps without the top: average, maximum or (null) none. Defaults to null. */
  pooling?: 'avg' | 'max' | null
  /** Neurons of the classifier. Defaults to 1000, ImageNet's classes. */
  classes?: number
  /** Seed of the random weights for `weights: null`, any integer. Defaults to 0. */
  seed?: number
  /** Name of the model. Defaults to Keras's. */
  name?: string
}

/** Options of the backbones that scale the colours of images themselves. */
export interface PreprocessingBackboneOptions extends BackboneOptions {
  /** Whether the network expects colours from 0 to 255 and scales them itself. Defaults to true. */
  includePreprocessing?: boolean
}

/** Options with defaults. */
export type ResolvedBackboneOptions = Required<Omit<BackboneOptions, 'name'>>

/**
 * Fills in the defaults and checks the sizes.
 *
 * @param sizes The network's default size and smallest size, in pixels.
 */
export function resolveBackboneOptions(
  caller: string,
  options: BackboneOptions,
  { size = 224, smallest = 32 }: { size?: number; smallest?: number } = {},
): ResolvedBackboneOptions {
  const { weights, includeTop = true, inputShape = [size, size, 3], pooling = null, classes = 1000, seed = 0 } = options
  for (const pixels of inputShape.slice(0, 2)) expectInteger(caller, 'inputShape', pixels, { min: smallest })
  expectInteger(caller, 'inputShape', inputShape[2])
  expectInteger(caller, 'classes', classes)
  if (weights === 'imagenet' && (inputShape[2] !== 3 || (includeTop && classes !== 1000))) {
    throw new RangeError(
      `${caller}: expected 3 channels and 1000 classes with weights='imagenet', received inputShape=[${inputShape}], classes=${classes}. Pass includeTop: false, or other weights.`,
    )
  }
  return { weights, includeTop, inputShape, pooling, classes, seed }
}
