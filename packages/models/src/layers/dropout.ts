import { tfjsSeed } from '@dlw/backend'
import { expectNumber } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { dropoutRate } from '../builders/dropout-rate.ts'
import { oneShape } from './one-shape.ts'
import { oneTensor } from './one-tensor.ts'

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /** Share of the inputs that a training step sets to zero, in [0, 1). */
  rate: number
  /** Any integer; the same seed drops the same inputs in the same steps. Defaults to 0. */
  seed?: number
  /** Shape of the mask, null for the input's own size: `[null, 1, null]` drops whole rows. Defaults to the input's shape. */
  noiseShape?: readonly (number | null)[] | null
  /** Name of the layer. Defaults to one that TensorFlow.js makes up. */
  name?: string
}

/**
 * A layer that, while the model trains, sets a random share of its inputs to zero and scales up the rest.
 *
 * TensorFlow.js's own layer with a seed drops the same inputs in every step; this one goes on in a seeded sequence, so
 * that training is random and can be repeated.
 *
 * @throws RangeError if `rate` is outside [0, 1) or `seed` is not an integer.
 * @see Keras: `keras.layers.Dropout`
 * @example
 * ```ts
 * import { dropout } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const y = dropout({ rate: 0.5, seed: 1 }).apply(tf.ones([1, 1000]), { training: true }) as tf.Tensor
 * console.log(tf.max(y).dataSync()[0], Math.abs(tf.mean(y).dataSync()[0]! - 1) < 0.1) // → 2 true
 * ```
 */
export function dropout(options: DropoutOptions): layers.Layer {
  tf.serialization.registerClass(Dropout)
  return new Dropout(options)
}

/** The class behind {@link dropout}, under the name that model files use. */
export class Dropout extends layers.Layer {
  static readonly className: string = 'Dropout'
  readonly #rate: number
  readonly #seed: number
  readonly #noiseShape: readonly (number | null)[] | null
  #step = 0

  constructor({ rate, seed, noiseShape, ...options }: DropoutOptions) {
    super(options)
    expectNumber('dropout', 'rate', rate, dropoutRate)
    this.supportsMasking = true
    this.#rate = rate
    this.#seed = seed ?? 0
    tfjsSeed(this.#seed)
    this.#noiseShape = noiseShape ?? null
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean } = {}): tf.Tensor {
    const x = oneTensor(inputs)
    if (!kwargs.training || this.#rate === 0) return x
    const noiseShape = this.#noiseShape?.map((size, axis) => size ?? x.shape[axis]!)
    return tf.dropout(x, this.#rate, noiseShape, tfjsSeed(this.#seed, this.#step++))
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape)
  }

  override getConfig(): tf.serialization.ConfigDict {
    const noiseShape = this.#noiseShape && [...this.#noiseShape]
    return { ...super.getConfig(), rate: this.#rate, seed: this.#seed, noiseShape }
  }
}
