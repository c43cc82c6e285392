import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import type { NdArray } from '../arrays/nd-array.ts'
import { createRandom, type Random } from '../random/create-random.ts'

/** Options of {@link mixUp}. */
export interface MixUpOptions {
  /** Seed of all that is drawn; take another one each epoch. */
  seed: number
  /** How evenly two images are mixed: towards 0 mostly one of them, 1 any share alike. Defaults to 0.2. */
  alpha?: number
}

/** Images and what they show, in shares. */
export interface Mixed {
  /** `[images, height, width, channels]`. */
  images: NdArray
  /** `[images][classes]`; each row sums to 1. */
  y: number[][]
}

/**
 * Blends each image with another one drawn at random, and their one-hot labels in the same shares.
 *
 * @param data Images and one-hot rows, as {@link oneHot} makes them.
 * @throws RangeError for an alpha that is not above 0, or where images and rows of labels are not as many.
 *
 * @example
 * ```ts
 * import { mixUp } from '@dlw/data'
 *
 * const images = { shape: [2, 1, 1, 1], data: Float32Array.of(0, 100) }
 * const { y } = mixUp({ images, y: [[1, 0], [0, 1]] }, { seed: 0 })
 * y.map(([first, second]) => Math.round(first! + second!)) // → [1, 1]
 * ```
 * @see keras.layers.MixUp
 */
export function mixUp({ images, y }: Mixed, options: MixUpOptions): Mixed {
  rejectUnknownOptions('mixUp', options, ['seed', 'alpha'])
  const { seed, alpha = 0.2 } = options
  const count = images.shape[0] ?? 0
  if (!(alpha > 0)) {
    throw new RangeError(`mixUp: expected alpha above 0, received alpha=${alpha}. Use for example 0.2.`)
  }
  if (y.length !== count) {
    throw new RangeError(
      `mixUp: expected a row of labels for each of ${count} images, received ${y.length}. Split both together.`,
    )
  }
  const random = createRandom(seed)
  const partners = random.permutation(count)
  const shares = partners.map(() => beta(alpha, random))
  const size = images.data.length / count
  const blend = (own: number, other: number, image: number): number =>
    shares[image]! * own + (1 - shares[image]!) * other
  const data = images.data.map((value: number, place: number) => {
    const image = Math.floor(place / size)
    return blend(value, images.data[partners[image]! * size + (place % size)]!, image)
  }) as NdArray['data']
  return {
    images: { shape: images.shape, data },
    y: y.map((row, image) => row.map((value, column) => blend(value, y[partners[image]!]![column]!, image))),
  }
}

/** A share of the symmetric beta distribution. */
function beta(alpha: number, random: Random): number {
  const a = gamma(alpha, random)
  return a / (a + gamma(alpha, random))
}

/** A number of the gamma distribution, by the method of Marsaglia and Tsang; never 0. */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return Math.max(gamma(shape + 1, random) * random.uniform() ** (1 / shape), Number.MIN_VALUE)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
