import { deviationOf, meanOf } from './mean-and-spread.ts'
import { quantile } from './quantile.ts'

/** What a bar shows of a list of numbers. */
export type BarStatistic = 'mean' | 'median' | 'sum' | 'min' | 'max'

/** What the line on a bar shows: standard deviation or standard error of the mean. */
export type ErrorBar = 'sd' | 'se'

/** The height of a bar and the ends of the line on it. */
export interface Bar {
  value: number
  error?: [low: number, high: number]
}

const statistics: Record<BarStatistic, (values: number[]) => number> = {
  mean: meanOf,
  median: (values) => quantile(Float64Array.from(values).sort(), 0.5),
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  min: (values) => values.reduce((least, value) => Math.min(least, value)),
  max: (values) => values.reduce((most, value) => Math.max(most, value)),
}

/** The bar of some values; a single value has no line. */
export function barOf(caller: string, values: number[], statistic: BarStatistic, errorBar: ErrorBar | undefined): Bar {
  if (!Object.hasOwn(statistics, statistic)) {
    throw new RangeError(
      `${caller}: expected estimator as one of ${Object.keys(statistics).join(', ')}, received estimator=${statistic}. Choose one of them.`,
    )
  }
  if (errorBar !== undefined && errorBar !== 'sd' && errorBar !== 'se') {
    throw new RangeError(
      `${caller}: expected errorBar 'sd' or 'se', received errorBar=${errorBar}. Leave it out for none.`,
    )
  }
  const value = statistics[statistic](values)
  if (errorBar === undefined || values.length < 2) return { value }
  const spread = deviationOf(values, 1) / (errorBar === 'se' ? Math.sqrt(values.length) : 1)
  return { value, error: [value - spread, value + spread] }
}
