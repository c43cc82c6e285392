/**
 * Turns a user's seed into one that TensorFlow.js honours.
 *
 * TensorFlow.js takes seed 0 for "no seed", and neighbouring seeds for neighbouring layers are easily the same seed
 * twice. This mixes `seed` and `stream` into a whole number from 1 to 2³¹ − 1; different pairs give unrelated
 * numbers.
 *
 * @param seed Any safe integer; 0 is as good as any other.
 * @param stream Which of several independent sequences under this seed: a layer's index, an epoch. Defaults to 0.
 * @throws RangeError if `seed` or `stream` is not a safe integer.
 * @see TensorFlow: `tf.random.experimental.stateless_fold_in`, Keras: `keras.random.SeedGenerator`
 * @example
 * ```ts
 * import { tfjsSeed } from '@dlw/backend'
 *
 * console.log(tfjsSeed(0), tfjsSeed(0, 1)) // → 1234084217 1046147141
 * ```
 */
export function tfjsSeed(seed: number, stream = 0): number {
  for (const [name, value] of Object.entries({ seed, stream })) {
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(
        `tfjsSeed: expected a whole number, received ${name}=${value}. Pass an integer such as 0 or 42.`,
      )
    }
  }
  let hash = 0
  for (const word of [seed, Math.floor(seed / 2 ** 32), stream, Math.floor(stream / 2 ** 32)]) {
    hash = mixed((Math.imul(hash, 31) + word) | 0)
  }
  return hash & 0x7fffffff || 0x7fffffff
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the output's bits. */
function mixed(word: number): number {
  let hash = (word ^ 0x9e3779b9) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
