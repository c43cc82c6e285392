import { shown } from '@dlw/data/arguments'

/** How far predictions are from the truth. */
export interface RegressionReport {
  meanSquaredError: number
  /** In the unit of the target. */
  rootMeanSquaredError: number
  /** In the unit of the target. */
  meanAbsoluteError: number
  /** The share of the target's variance that is explained, at most 1. */
  r2: number
}

/**
 * Measures predictions of numbers.
 *
 * @param yTrue The targets, one for each row.
 * @param yPred The predictions, in the same order.
 * @throws RangeError when the lengths differ or are 0, or a value is not a finite number.
 * @see scikit-learn `metrics.root_mean_squared_error`, `mean_absolute_error`, `r2_score`
 * @example
 * ```ts
 * import { regressionReport } from '@dlw/train'
 *
 * console.log(regressionReport([1, 2, 0, 3], [-1, -1, 0, 2]).meanSquaredError) // → 3.5
 * ```
 */
export function regressionReport(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): RegressionReport {
  const count = yTrue.length
  if (count !== yPred.length || count === 0) {
    throw new RangeError(
      `regressionReport: expected a prediction for each target, received ${count} targets and ${yPred.length} predictions.`,
    )
  }
  const truth = Array.from(yTrue)
  const errors = truth.map((value, row) => yPred[row]! - value)
  // A text of digits would count as a number.
  const isNumber = (value: unknown): boolean => typeof value === 'number'
  const wrong = errors.findIndex(
    (error, row) => !(Number.isFinite(error) && isNumber(yTrue[row]) && isNumber(yPred[row])),
  )
  if (wrong >= 0) {
    throw new RangeError(
      `regressionReport: expected finite numbers, received ${shown(yTrue[wrong])} and ${shown(yPred[wrong])} in row ${wrong}. Convert text to numbers, and drop rows without one.`,
    )
  }
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const squares = sum(errors.map((error) => error * error))
  const mean = sum(truth) / count
  const total = sum(truth.map((value) => (value - mean) ** 2))
  return {
    meanSquaredError: squares / count,
    rootMeanSquaredError: Math.sqrt(squares / count),
    meanAbsoluteError: sum(errors.map(Math.abs)) / count,
    r2: total > 0 ? 1 - squares / total : Number(squares === 0),
  }
}
