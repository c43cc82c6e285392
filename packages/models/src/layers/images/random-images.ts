import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'

/** A number x for the range ± x, or the lowest and highest value, as in Keras. */
export type Factor = number | readonly [number, number]
/** Draws a uniform number from a range. */
type Draw = (low: number, high: number) => number
/** Maps each pixel of the new image to its source position: `x·a + y·b + c` and `x·d + y·e + f`. */
type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

interface RandomOptions {
  seed?: number | null
  name?: string
  /** Fill mode beyond the edges. */
  fillMode?: 'constant' | 'reflect' | 'wrap' | 'nearest'
  fillValue?: number
  interpolation?: 'bilinear' | 'nearest'
  batchInputShape?: Shape
  dtype?: tf.DataType
}

/** Base class of layers that augment images at random, in training only. */
abstract class RandomImages<Options extends object> extends layers.Layer {
  protected readonly options: Options
  /** Set during training that seeds each step itself, as `fit` of @dlw/train does. */
  seed: number | undefined
  readonly #seed: number
  #step = 0

  readonly #edges: Pick<RandomOptions, 'fillMode' | 'fillValue' | 'interpolation'>

  constructor({ seed, name, batchInputShape, dtype, ...options }: Options & RandomOptions) {
    super({ ...(name !== undefined && { name }), ...(batchInputShape && { batchInputShape }), ...(dtype && { dtype }) })
    this.#seed = seed ?? 0
    tfjsSeed(this.#seed)
    const { dataFormat, trainable, fillMode, fillValue, interpolation, ...own } = options as Record<string, unknown>
    this.options = own as Options
    this.#edges = {
      ...(fillMode !== undefined && { fillMode: fillMode as 'reflect' }),
      ...(fillValue !== undefined && { fillValue: fillValue as number }),
      ...(interpolation !== undefined && { interpolation: interpolation as 'bilinear' }),
    }
  }

  protected abstract change(images: tf.Tensor4D, draw: Draw): tf.Tensor

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean } = {}): tf.Tensor {
    const images = oneTensor(inputs) as tf.Tensor4D
    if (!kwargs.training) return images
    let state = this.seed ?? tfjsSeed(this.#seed, this.#step++)
    // Mulberry32: small, and good enough to draw augmentations.
    const draw: Draw = (low, high) => {
      state = (state + 0x6d2b79f5) | 0
      let bits = Math.imul(state ^ (state >>> 15), state | 1)
      bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
      return low + (((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * (high - low)
    }
    return tf.tidy(() => this.change(images, draw))
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.options, ...this.#edges, seed: this.#seed }
  }

  /**
   * Transforms each image; by default, areas beyond the edges are filled by reflection. One at a time: TensorFlow.js's
   * cpu backend leaves all but the first of a batch black.
   */
  protected moved(images: tf.Tensor4D, affine: (width: number, height: number) => Affine): tf.Tensor {
    const [count, height, width] = images.shape
    const { interpolation = 'bilinear', fillMode = 'reflect', fillValue = 0 } = this.#edges
    const parts = (tf.split(images, count) as tf.Tensor4D[]).map((image) => {
      return tf.image.transform(
        image,
        tf.tensor2d([[...affine(width, height), 0, 0]]),
        interpolation,
        fillMode,
        fillValue,
      )
    })
    return tf.concat(parts)
  }
}

function bounds(factor: Factor): readonly [number, number] {
  return typeof factor === 'number' ? [-factor, factor] : factor
}

/** Flips half of the images. See Keras: `keras.layers.RandomFlip`. */
export class RandomFlip extends RandomImages<{ mode: 'horizontal' | 'vertical' | 'horizontal_and_vertical' }> {
  static readonly className: string = 'RandomFlip'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const { mode } = this.options
    return this.moved(images, (width, height) => {
      const [across, down] = [draw(0, 1) < 0.5 && mode !== 'vertical', draw(0, 1) < 0.5 && mode !== 'horizontal']
      return [across ? -1 : 1, 0, across ? width - 1 : 0, 0, down ? -1 : 1, down ? height - 1 : 0]
    })
  }
}

/** Rotates images by a fraction of a full turn. See Keras: `keras.layers.RandomRotation`. */
export class RandomRotation extends RandomImages<{ factor: Factor }> {
  static readonly className: string = 'RandomRotation'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const [low, high] = bounds(this.options.factor)
    return this.moved(images, (width, height) => {
      const angle = draw(low, high) * 2 * Math.PI
      const [cos, sin, x, y] = [Math.cos(angle), Math.sin(angle), (width - 1) / 2, (height - 1) / 2]
      return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y]
    })
  }
}

/** Zooms out by a fraction (in, if negative). See Keras: `keras.layers.RandomZoom`. */
export class RandomZoom extends RandomImages<{ heightFactor: Factor; widthFactor?: Factor | null }> {
  static readonly className: string = 'RandomZoom'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const { heightFactor, widthFactor } = this.options
    return this.moved(images, (width, height) => {
      const down = 1 + draw(...bounds(heightFactor))
      const across = widthFactor ? 1 + draw(...bounds(widthFactor)) : down
      return [across, 0, ((width - 1) / 2) * (1 - across), 0, down, ((height - 1) / 2) * (1 - down)]
    })
  }
}

/** Shifts images by a fraction of their height and width. See Keras: `keras.layers.RandomTranslation`. */
export class RandomTranslation extends RandomImages<{ heightFactor: Factor; widthFactor: Factor }> {
  static readonly className: string = 'RandomTranslation'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const { heightFactor, widthFactor } = this.options
    return this.moved(images, (width, height) => {
      const [down, right] = [draw(...bounds(heightFactor)) * height, draw(...bounds(widthFactor)) * width]
      return [1, 0, -right, 0, 1, -down]
    })
  }
}

interface ColourOptions {
  factor: Factor
  /** Lowest and highest colour. */
  valueRange?: readonly [number, number]
}

/** Changes contrast: scales the distance of each colour from its mean. See Keras: `keras.layers.RandomContrast`. */
export class RandomContrast extends RandomImages<ColourOptions> {
  static readonly className: string = 'RandomContrast'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const { factor, valueRange = [0, 255] } = this.options
    const [less, more] = typeof factor === 'number' ? [factor, factor] : factor
    const factors = Array.from({ length: images.shape[0] }, () => draw(1 - less, 1 + more))
    const mean = tf.mean(images, [1, 2], true)
    const changed = tf.add(tf.mul(tf.sub(images, mean), tf.tensor4d(factors, [factors.length, 1, 1, 1])), mean)
    return tf.clipByValue(changed, ...valueRange)
  }
}

/** Changes brightness by a fraction of the colour range. See Keras: `keras.layers.RandomBrightness`. */
export class RandomBrightness extends RandomImages<ColourOptions> {
  static readonly className: string = 'RandomBrightness'

  protected override change(images: tf.Tensor4D, draw: Draw): tf.Tensor {
    const { factor, valueRange = [0, 255] } = this.options
    const [low, high] = valueRange
    const shifts = Array.from({ length: images.shape[0] }, () => draw(...bounds(factor)) * (high - low))
    return tf.clipByValue(tf.add(images, tf.tensor4d(shifts, [shifts.length, 1, 1, 1])), low, high)
  }
}
