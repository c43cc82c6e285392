import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import type { Predictor } from './baselines.ts'
import { type Features, rowsOf } from './features.ts'

/** What {@link linearRegression} found. */
export interface LinearRegression extends Predictor {
  /** The slope of each feature. */
  coefficients: number[]
  /** The value where all features are 0. */
  intercept: number
}

/** Rows of features with a number to tell from each. */
export interface RegressionData {
  /** `[rows, features]`. */
  x: Features
  /** `[rows]`. */
  y: ArrayLike<number>
}

/**
 * Fits a plane by least squares: what a network must beat to be worth its parameters. Where features say the same, the
 * shortest of the best slopes is taken.
 *
 * @throws RangeError when the lengths differ, or a value is missing.
 * @see scikit-learn `linear_model.LinearRegression`
 * @example
 * ```ts
 * import { linearRegression } from '@dlw/train/baselines'
 *
 * const line = linearRegression({ x: [[0], [1], [2]], y: [1, 3, 5] })
 * console.log(line.predict([[10]]).map(Math.round)) // → [ 21 ]
 * ```
 */
export function linearRegression({ x, y }: RegressionData): LinearRegression {
  const rows = rowsOf(x)
  if (rows.length !== y.length || rows.length === 0) {
    throw new RangeError(
      `linearRegression: expected a target for each row, received ${rows.length} rows and ${y.length} targets.`,
    )
  }
  const wrong = rows.findIndex((row, index) => !Number.isFinite(y[index]) || !row.every(Number.isFinite))
  if (wrong >= 0) {
    throw new RangeError(
      `linearRegression: expected values without gaps, received row ${wrong} with one. Drop such rows (Table.dropMissing).`,
    )
  }
  const features = new Matrix(rows as number[][])
  const means = features.mean('column')
  const meanTarget = Array.from(y).reduce((sum, value) => sum + value, 0) / y.length
  const targets = Matrix.columnVector(Array.from(y, (value) => value - meanTarget))
  const decomposition = new SingularValueDecomposition(features.subRowVector(means), { autoTranspose: true })
  const coefficients = decomposition.solve(targets).to1DArray()
  const intercept = meanTarget - coefficients.reduce((sum, slope, index) => sum + slope * means[index]!, 0)
  return {
    coefficients,
    intercept,
    predict: (unseen) =>
      rowsOf(unseen).map((row) => row.reduce((sum, value, index) => sum + value * coefficients[index]!, intercept)),
  }
}
