import { quantile } from './scalers/quantile.ts'
import { selectRanks } from './select-ranks.ts'

/**
 * Quantiles of numbers in any order, missing ones left out.
 *
 * @param fractions In ascending order, from 0 to 1.
 * @see numpy.nanquantile
 */
export function quantiles(column: Float64Array, fractions: readonly number[]): number[] {
  const values = withoutMissing(column)
  const last = values.length - 1
  const ranks = fractions.flatMap((fraction) => {
    const below = Math.floor(fraction * last)
    return [below, Math.min(below + 1, last)]
  })
  if (values.length > 0)
    selectRanks(
      values,
      ranks.sort((a, b) => a - b),
    )
  return fractions.map((fraction) => quantile(values, fraction))
}

/** The values that are there. */
function withoutMissing(column: Float64Array): Float64Array {
  const values = new Float64Array(column.length)
  let count = 0
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!
    if (!Number.isNaN(value)) values[count++] = value
  }
  return values.subarray(0, count)
}
