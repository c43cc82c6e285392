import { quantile } from './quantile.ts'

/** What a box shows of a list of numbers. */
export interface BoxStatistics {
  lowerQuartile: number
  median: number
  upperQuartile: number
  /** The outermost values within 1.5 heights of the box from its edges. */
  lowerWhisker: number
  upperWhisker: number
  /** Values beyond the whiskers, ascending. */
  outliers: number[]
}

/** Quartiles, whiskers and outliers as matplotlib and seaborn compute them. */
export function boxStatistics(values: ArrayLike<number>): BoxStatistics {
  const sorted = Float64Array.from(values).sort()
  const [lowerQuartile, median, upperQuartile] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [
    number,
    number,
    number,
  ]
  const reach = 1.5 * (upperQuartile - lowerQuartile)
  const first = sorted.findIndex((value) => value >= lowerQuartile - reach)
  const last = sorted.findLastIndex((value) => value <= upperQuartile + reach)
  return {
    ...{ lowerQuartile, median, upperQuartile },
    lowerWhisker: Math.min(sorted[first]!, lowerQuartile),
    upperWhisker: Math.max(sorted[last]!, upperQuartile),
    outliers: [...sorted.subarray(0, first), ...sorted.subarray(last + 1)],
  }
}
