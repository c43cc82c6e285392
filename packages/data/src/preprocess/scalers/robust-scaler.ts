import { sortedNumbers } from '../transformers/map-columns.ts'
import { quantile } from './quantile.ts'
import { Scaler } from './scaler.ts'

/** Options of {@link robustScaler}. */
export interface RobustScalerOptions {
  /** Quantile range, in percent, that is scaled to 1. Defaults to `[25, 75]`. */
  quantileRange?: readonly [low: number, high: number]
}

/**
 * Creates a scaler that subtracts the median of each column and divides by its interquartile range, so outliers have
 * little effect.
 *
 * @throws RangeError unless the range is ascending and within 0 to 100.
 * @see scikit-learn `preprocessing.RobustScaler`
 * @example
 * ```ts
 * import { robustScaler } from '@dlw/data'
 *
 * console.log(robustScaler().fitTransform([[1], [2], [3], [4], [1000]])) // → [ [ -1 ], [ -0.5 ], [ 0 ], [ 0.5 ], [ 498.5 ] ]
 * ```
 */
export function robustScaler({ quantileRange = [25, 75] }: RobustScalerOptions = {}): Scaler {
  const [low, high] = quantileRange
  if (!(low >= 0 && low < high && high <= 100)) {
    throw new RangeError(
      `robustScaler: expected quantileRange to go up within 0 to 100, received quantileRange=[${low}, ${high}]. Pass for example [25, 75].`,
    )
  }
  return new Scaler(
    'robustScaler',
    (columns) => {
      const sorted = columns.map((column) => sortedNumbers(Float64Array.from(column)))
      return {
        offset: sorted.map((values) => quantile(values, 0.5)),
        scale: sorted.map((values) => {
          const width = quantile(values, high / 100) - quantile(values, low / 100)
          return width < 10 * Number.EPSILON ? 1 : width
        }),
      }
    },
    { quantileRange },
  )
}
