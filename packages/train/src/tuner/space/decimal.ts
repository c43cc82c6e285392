import type { Range } from './parameter.ts'
import { type RangeOptions, range } from './range.ts'

/**
 * A hyperparameter that is a number of a range, both ends included.
 *
 * With a `step` the values are counted, not added up, so none is lost or smeared by rounding: 0 to 1 by 0.1 are eleven
 * values, and the fourth is 0.3. With `sampling: 'log'` or `'reverseLog'` the step is the ratio of neighbours.
 *
 * @throws RangeError when the ends are not numbers in order, or `step`, `sampling` or `default` do not suit them.
 * @see keras_tuner `HyperParameters.Float`
 * @example
 * ```ts
 * import { decimal, gridSearch, search } from '@dlw/train/tuner'
 *
 * const space = { dropout: decimal({ min: 0.2, max: 0.8, step: 0.3 }) }
 * const options = { space, strategy: gridSearch(), direction: 'min', seed: 0 } as const
 * const { trials } = await search(({ dropout }) => dropout, options)
 * console.log(trials.map(({ values }) => values.dropout)) // → [0.2, 0.5, 0.8]
 *
 * decimal({ min: 1e-4, max: 1e-1, sampling: 'log' }) // as often below 0.00316 as above
 * ```
 */
export function decimal(options: RangeOptions): Range {
  return range('decimal', options)
}
