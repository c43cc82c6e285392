import { mersenne, mersenneFromState } from 'pure-rand/generator/mersenne'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { expectSeed } from '../arguments/index.ts'

/** State of a {@link Random} as JSON-compatible numbers. */
export interface RandomState {
  /** State of the Mersenne Twister. */
  readonly generator: readonly number[]
  /** Second number of the last normal pair, if not yet returned. */
  readonly spare: number | null
}

/**
 * A random number generator that returns NumPy's numbers: MT19937 and the legacy distributions of
 * `numpy.random.RandomState`. Created by {@link createRandom}.
 */
export class Random {
  readonly #generator: RandomGenerator
  #spare: number | null

  constructor(generator: RandomGenerator, spare: number | null = null) {
    this.#generator = generator
    this.#spare = spare
  }

  /** Returns an unsigned integer of 32 random bits. */
  uint32(): number {
    return this.#generator.next() >>> 0
  }

  /** Draws a uniform number in [low, high). Defaults to [0, 1). */
  uniform(low = 0, high = 1): number {
    const upper = this.uint32() >>> 5
    const lower = this.uint32() >>> 6
    return low + (high - low) * ((upper * 67108864 + lower) / 9007199254740992)
  }

  /** Draws from the normal distribution with this mean and standard deviation. Defaults to 0 and 1. */
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
   * Draws an integer from `low` (inclusive) to `high` (exclusive).
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

  /** Returns the integers from 0 to `length` − 1 in random order. */
  permutation(length: number): number[] {
    return this.shuffleInPlace(Array.from({ length }, (_, index) => index))
  }

  /** Returns a shuffled copy of the values. */
  shuffle<Value>(values: Iterable<Value>): Value[] {
    return this.shuffleInPlace([...values])
  }

  /** Shuffles an array, and returns it: the order is that of {@link Random.shuffle}, without a copy. */
  shuffleInPlace<Values extends { readonly length: number; [index: number]: unknown }>(shuffled: Values): Values {
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.#upTo(i)
      const value = shuffled[i]
      shuffled[i] = shuffled[j]
      shuffled[j] = value
    }
    return shuffled
  }

  /** State of the generator: `createRandom(state)` resumes from it. */
  state(): RandomState {
    return { generator: [...this.#generator.getState()], spare: this.#spare }
  }

  /** Draws an integer in [0, limit] by rejection sampling, as NumPy does. */
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
 * Creates a random number generator that returns the same numbers as NumPy's `RandomState(seed)`, and thus reproduces
 * scikit-learn's shuffles.
 *
 * @param seed An integer from 0 to 2³² − 1, or the state of another generator, to resume from it.
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
