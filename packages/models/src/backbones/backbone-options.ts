import { expectInteger } from '@dlw/data/arguments'

/** Where a backbone's weights come from: Keras's published ones, a Keras file (path, address or bytes), or chance. */
export type BackboneWeights = 'imagenet' | string | URL | ArrayBuffer | null

/** Options of the backbones. */
export interface BackboneOptions {
  /**
   * 'imagenet' for the weights that Keras publishes (downloaded once and kept), the path, address or bytes of a Keras
   * file (`.h5`, `.weights.h5` or `.keras`) with weights of the same network, or null for random ones.
   */
  weights: BackboneWeights
  /** Whether the classifier is there: global pooling and a dense layer. Defaults to true. */
  includeTop?: boolean
  /** Shape of one image, `[height, width, 3]`, at least 32 pixels each. Defaults to `[224, 224, 3]`. */
  inputShape?: readonly [number, number, number]
  /** Without the top, what is kept of each feature map: its mean, its maximum or (null) all of it. Defaults to null. */
  pooling?: 'avg' | 'max' | null
  /** Neurons of the classifier. Defaults to 1000, ImageNet's classes. */
  classes?: number
  /** Any integer: the random weights for `weights: null`. Defaults to 0. */
  seed?: number
  /** Name of the model. Defaults to Keras's. */
  name?: string
}

/** Options with the defaults filled in. */
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
