import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { expectSeed } from '../arguments/index.ts'

/** Where a {@link Random} stands: plain numbers, fit for JSON. */
export interface RandomState {
  /** State of the Mersenne Twister. */
  readonly generator: readonly number[]
  /** The second of the last pair of normal numbers, when it is still to come. */
  readonly spare: number | null
}

/**
 * A random generator that gives NumPy's numbers: MT19937 and the legacy distributions of `numpy.random.RandomState`.
 * Made by {@link createRandom}.
 */
export class Random {
  readonly #generator: RandomGenerator
  #spare: number | null

  constructor(generator: RandomGenerator, spare: number | null = null) {
    this.#generator = generator
    this.#spare = spare
  }

  /** An unsigned integer of 32 random bits. */
  uint32(): number {
    return this.#generator.next() >>> 0
  }

  /** A number in [low, high). Defaults to [0, 1). */
  uniform(low = 0, high = 1): number {
    const upper = this.uint32() >>> 5
    const lower = this.uint32() >>> 6
    return low + (high - low) * ((upper * 67108864 + lower) / 9007199254740992)
  }

  /** A number of the normal distribution with this mean and standard deviation. Defaults to 0 and 1. */
  normal(mean = 0, deviation = 1): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return mean + deviation * spare
    }
    let x = 0
    let y = 0
    let square = 0
    do {
      x = 2 * this.uniform() - 1
      y = 2 * this.uniform() - 1
      square = x * x + y * y
    } while (square >= 1 || square === 0)
    const factor = Math.sqrt((-2 * Math.log(square)) / square)
    this.#spare = factor * x
    return mean + deviation * factor * y
  }

  /**
   * An integer from `low` up to but without `high`.
   *
   * @throws RangeError unless both are integers, `low` is less than `high`, and the range has at most 2³² members.
   */
  integer(low: number, high: number): number {
    if (!(Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high && high - low <= 2 ** 32)) {
      throw new RangeError(
        `Random.integer: expected integers low < high, at most 2**32 apart, received low=${low}, high=${high}. Swap or round them.`,
      )
    }
    return low + this.#upTo(high - low - 1)
  }

  /** The integers from 0 to `length` − 1 in random order. */
  permutation(length: number): number[] {
    return this.shuffle(Array.from({ length }, (_, index) => index))
  }

  /** A shuffled copy of the values. */
  shuffle<Value>(values: Iterable<Value>): Value[] {
    const shuffled = [...values]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.#upTo(i)
      const value = shuffled[i]!
      shuffled[i] = shuffled[j]!
      shuffled[j] = value
    }
    return shuffled
  }

  /** Where the stream stands: `createRandom(state)` goes on from there. */
  state(): RandomState {
    return { generator: [...this.#generator.getState()], spare: this.#spare }
  }

  /** An integer in [0, limit]: bits are drawn again until they fit, as NumPy does. */
  #upTo(limit: number): number {
    if (limit === 0) return 0
    const mask = 0xffffffff >>> Math.clz32(limit)
    for (;;) {
      const value = (this.uint32() & mask) >>> 0
      if (value <= limit) return value
    }
  }
}

/**
 * Makes a random generator that gives the same numbers as NumPy's `RandomState(seed)`, and so scikit-learn's shuffles.
 *
 * @param seed An integer from 0 to 2³² − 1, or the state of another generator, to go on where that one stood.
 * @throws RangeError for any other seed.
 *
 * @example
 * ```ts
 * import { createRandom } from '@dlw/data'
 *
 * createRandom(0).permutation(10) // → [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]
 * ```
 * @see numpy.random.RandomState
 */
export function createRandom(seed: number | RandomState): Random {
  if (typeof seed === 'object') return new Random(mersenneFromState(seed.generator), seed.spare)
  expectSeed('createRandom', seed)
  return new Random(mersenne(seed))
}
