import { tfjsSeed } from '@dlw/backend'
import type { layers } from '@tensorflow/tfjs-layers'
import {
  RandomBrightness,
  RandomContrast,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
} from '../layers/images/random-images.ts'
import { registerLayers } from '../layers/register-layers.ts'

/** Options of {@link augmentationLayers}. What is left out does not change. */
export interface AugmentationLayersOptions {
  /** Mirrors half of the images: left and right, up and down, or each of the two. */
  flip?: 'horizontal' | 'vertical' | 'both'
  /** Turns by up to this many degrees, either way. */
  rotate?: number
  /** Enlarges or reduces by up to this share, in [0, 1). */
  zoom?: number
  /** Moves by up to this share of the height and of the width, in [0, 1]. */
  translate?: number
  /** Multiplies the distance from the mean by up to this share more or less, in [0, 1]. */
  contrast?: number
  /** Adds up to this share of the range of colours, or takes it away, in [0, 1]. */
  brightness?: number
  /** Lowest and highest colour. Defaults to `[0, 255]`. */
  range?: readonly [number, number]
  /** Any integer; the same seed makes the same changes in the same steps. Defaults to 0. */
  seed?: number
}

/**
 * Layers that change each image at random while a model trains, in ways that leave its label true, and do nothing when
 * it predicts. They come first in a model; they cannot pass gradients on. Keras files keep them.
 *
 * @returns The layers, from `[images, height, width, channels]` to the same shape, to be applied one after the other.
 * @throws RangeError if a share is outside its range.
 * @see Keras: `keras.layers.RandomFlip`, `RandomRotation`, `RandomZoom`, `RandomTranslation`, `RandomContrast`,
 * `RandomBrightness`
 * @example
 * ```ts
 * import { augmentationLayers, convolutionalNetwork } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-layers'
 *
 * const network = convolutionalNetwork({ inputs: [64, 64, 3], blocks: [{ filters: 8 }], outputs: 10 })
 * let x: tf.SymbolicTensor = tf.input({ shape: [64, 64, 3] })
 * const inputs = x
 * for (const layer of [...augmentationLayers({ flip: 'horizontal', rotate: 10, seed: 1 }), network]) {
 *   x = layer.apply(x) as tf.SymbolicTensor
 * }
 * console.log(tf.model({ inputs, outputs: x }).outputs[0]!.shape) // → [ null, 10 ]
 * ```
 */
export function augmentationLayers(options: AugmentationLayersOptions): layers.Layer[] {
  const {
    flip,
    rotate = 0,
    zoom = 0,
    translate = 0,
    contrast = 0,
    brightness = 0,
    range = [0, 255],
    seed = 0,
  } = options
  for (const [name, value, limit] of [
    ['rotate', rotate, 360],
    ['zoom', zoom, 1],
    ['translate', translate, 1],
    ['contrast', contrast, 1],
    ['brightness', brightness, 1],
  ] as const) {
    if (!(value >= 0 && value <= limit && !(name === 'zoom' && value === 1))) {
      throw new RangeError(
        `augmentationLayers: expected a number from 0 to ${limit}, received ${name}=${value}. Pass ${name === 'rotate' ? 'degrees, such as 10' : 'a share, such as 0.2'}.`,
      )
    }
  }
  let stream = 0
  const own = () => tfjsSeed(seed, stream++)
  const valueRange = range
  const mode = flip === 'both' ? 'horizontal_and_vertical' : flip
  registerLayers()
  return [
    ...(mode ? [new RandomFlip({ mode, seed: own() })] : []),
    ...(rotate > 0 ? [new RandomRotation({ factor: rotate / 360, seed: own() })] : []),
    ...(zoom > 0 ? [new RandomZoom({ heightFactor: zoom, seed: own() })] : []),
    ...(translate > 0 ? [new RandomTranslation({ heightFactor: translate, widthFactor: translate, seed: own() })] : []),
    ...(contrast > 0 ? [new RandomContrast({ factor: [contrast, contrast], valueRange, seed: own() })] : []),
    ...(brightness > 0 ? [new RandomBrightness({ factor: brightness, valueRange, seed: own() })] : []),
  ]
}
