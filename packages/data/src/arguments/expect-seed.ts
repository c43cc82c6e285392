import { expectInteger } from './expect-integer.ts'

/**
 * Checks a seed of NumPy's generator: an integer from 0 to 2³² − 1.
 *
 * @throws RangeError for anything else.
 * @example
 * ```ts
 * import { expectSeed } from '@dlw/data/arguments'
 *
 * expectSeed('splitIndices', 0)
 * ```
 */
export function expectSeed(caller: string, seed: unknown, name = 'seed'): void {
  expectInteger(caller, name, seed, { min: 0, max: 2 ** 32 - 1, advice: 'Pass for example 0.' })
}
