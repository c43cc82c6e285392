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
  /** Shape of one image, `[height, width, 3]`, at least 32 pixels each. Defaults to `[224, 224, 3]`. */
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

/** Options with defaults. */
export type ResolvedBackboneOptions = Required<Omit<BackboneOptions, 'name'>>

/** Fills in the defaults and checks the sizes. */
export function resolveBackboneOptions(caller: string, options: BackboneOptions): ResolvedBackboneOptions {
  const { weights, includeTop = true, inputShape = [224, 224, 3], pooling = null, classes = 1000, seed = 0 } = options
  for (const size of inputShape.slice(0, 2)) expectInteger(caller, 'inputShape', size, { min: 32 })
  expectInteger(caller, 'inputShape', inputShape[2])
  expectInteger(caller, 'classes', classes)
  if (weights === 'imagenet' && (inputShape[2] !== 3 || (includeTop && classes !== 1000))) {
    throw new RangeError(
      `${caller}: expected 3 channels and 1000 classes with weights='imagenet', received inputShape=[${inputShape}], classes=${classes}. Pass includeTop: false, or other weights.`,
    )
  }
  return { weights, includeTop, inputShape, pooling, classes, seed }
}
