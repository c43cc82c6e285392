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
  let squares = 0
  let sizes = 0
  let sum = 0
  for (let row = 0; row < count; row++) {
    const [truth, guess] = [yTrue[row]!, yPred[row]!]
    const error = guess - truth
    // A text of digits would count as a number.
    if (!(Number.isFinite(error) && typeof truth === 'number' && typeof guess === 'number')) {
      throw new RangeError(
        `regressionReport: expected finite numbers, received ${shown(truth)} and ${shown(guess)} in row ${row}. Convert text to numbers, and drop rows without one.`,
      )
    }
    squares += error * error
    sizes += Math.abs(error)
    sum += truth
  }
  const mean = sum / count
  let total = 0
  for (let row = 0; row < count; row++) total += (yTrue[row]! - mean) * (yTrue[row]! - mean)
  return {
    meanSquaredError: squares / count,
    rootMeanSquaredError: Math.sqrt(squares / count),
    meanAbsoluteError: sizes / count,
    r2: total > 0 ? 1 - squares / total : Number(squares === 0),
  }
}
