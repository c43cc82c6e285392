import type { Range } from './parameter.ts'
import { type RangeOptions, range } from './range.ts'

/**
 * A hyperparameter that is a whole number of a range, both ends included.
 *
 * `step` is the distance of neighbouring values (defaults to 1); with `sampling: 'log'` or `'reverseLog'` it is their
 * ratio, and without one every whole number may occur.
 *
 * @throws RangeError when the ends are not whole numbers in order, or `step`, `sampling` or `default` do not suit them.
 * @see keras_tuner `HyperParameters.Int`
 * @example
 * ```ts
 * import { gridSearch, integer, search } from '@dlw/train/tuner'
 *
 * const space = { units: integer({ min: 16, max: 128, step: 2, sampling: 'log' }) }
 * const options = { space, strategy: gridSearch(), direction: 'min', seed: 0 } as const
 * const { trials } = await search(({ units }) => units, options)
 * console.log(trials.map(({ values }) => values.units)) // → [16, 32, 64, 128]
 * ```
 */
export function integer(options: RangeOptions): Range {
  const linear = (options.sampling ?? 'linear') === 'linear'
  return range('integer', linear ? { step: 1, ...options } : options)
}
