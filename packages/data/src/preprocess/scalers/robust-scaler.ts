import { quantiles } from '../quantiles.ts'
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
      const learned = columns.map((column) => {
        const fractions = [...new Set([low / 100, 0.5, high / 100])].sort((a, b) => a - b)
        const found = quantiles(Float64Array.from(column), fractions)
        const at = (fraction: number): number => found[fractions.indexOf(fraction)]!
        return { offset: at(0.5), width: at(high / 100) - at(low / 100) }
      })
      return {
        offset: learned.map(({ offset }) => offset),
        scale: learned.map(({ width }) => (width < 10 * Number.EPSILON ? 1 : width)),
      }
    },
    { quantileRange },
  )
}
