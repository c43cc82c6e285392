import { mersenne } from 'pure-rand/generator/mersenne'

/**
 * Makes everything repeatable that TensorFlow.js leaves to chance: initializers, dropout, `tf.randomNormal` and
 * `model.fit`'s shuffle all draw from `Math.random` when they are given no seed of their own.
 *
 * `Math.random` is replaced by the Mersenne Twister that NumPy has: after `setRandomSeed(0)` it yields what
 * `numpy.random.seed(0)` and then `numpy.random.random()` yield.
 *
 * @param seed A whole number from 0 to 2³² − 1.
 * @returns A function that puts the former `Math.random` back.
 * @throws RangeError if `seed` is outside that range.
 * @see Keras: `keras.utils.set_random_seed`
 * @example
 * ```ts
 * import { setRandomSeed } from '@dlw/backend'
 *
 * const restore = setRandomSeed(0)
 * console.log(Math.random()) // → 0.5488135039273248
 * restore()
 * ```
 */
export function setRandomSeed(seed: number): () => void {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new RangeError(
      `setRandomSeed: expected a whole number from 0 to 4294967295, received seed=${seed}. Pass one, such as 0.`,
    )
  }
  const former = Math.random
  const generator = mersenne(seed)
  Math.random = () => {
    const high = generator.next() >>> 5
    const low = generator.next() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }
  return () => {
    Math.random = former
  }
}
