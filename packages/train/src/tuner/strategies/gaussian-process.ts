import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** Options of {@link gaussianProcess}. */
export interface GaussianProcessOptions {
  /** Added to the variance of each measurement, in units of the scores' variance: how noisy they are. */
  noise: number
  /** How far apart points still resemble each other. Defaults to the likeliest. */
  lengthScale?: number
}

/** What a Gaussian process expects at a point. */
export interface Expectation {
  mean: number
  deviation: number
}

/** A Gaussian process fitted to measurements. */
export interface GaussianProcess {
  lengthScale: number
  /** The logarithm of the measurements' marginal likelihood. */
  logLikelihood: number
  /** What to expect at a point. */
  predict(point: readonly number[]): Expectation
}

/**
 * Fits a Gaussian process with a Matérn 5/2 kernel: a guess, with its uncertainty, of a function measured at some
 * points. Scores are normalised to mean 0 and deviation 1; the length scale is the one that makes them likeliest.
 *
 * @see sklearn.gaussian_process.GaussianProcessRegressor with `Matern(nu=2.5)`, `alpha=noise` and `normalize_y=True`
 */
export function gaussianProcess(
  points: readonly (readonly number[])[],
  scores: readonly number[],
  { noise, lengthScale }: GaussianProcessOptions,
): GaussianProcess {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const spread = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
  // scikit-learn's rule: a constant is left as it is.
  const deviation = spread > 10 * Number.EPSILON ? spread : 1
  const targets = Matrix.columnVector(scores.map((score) => (score - mean) / deviation))
  const likelihood = (scale: number): number => fitted(points, targets, scale, noise).logLikelihood
  const scale = lengthScale ?? likeliest(likelihood)
  const { cholesky, weights, logLikelihood } = fitted(points, targets, scale, noise)
  const triangle = cholesky.to2DArray().map((row) => Float64Array.from(row))
  const slopes = weights.to1DArray()
  return {
    lengthScale: scale,
    logLikelihood,
    predict(point) {
      const covariance = points.map((other) => matern(point, other, scale))
      const guess = covariance.reduce((sum, value, index) => sum + value * slopes[index]!, 0)
      const solved = forward(triangle, covariance)
      const variance = 1 - solved.reduce((sum, value) => sum + value * value, 0)
      return { mean: mean + deviation * guess, deviation: deviation * Math.sqrt(Math.max(0, variance)) }
    },
  }
}

/** The kernel: how alike the function's values at two points are, from 0 to 1. */
function matern(a: readonly number[], b: readonly number[], lengthScale: number): number {
  let squares = 0
  for (let axis = 0; axis < a.length; axis++) squares += (a[axis]! - b[axis]!) ** 2
  const distance = Math.sqrt(5 * squares) / lengthScale
  return (1 + distance + distance ** 2 / 3) * Math.exp(-distance)
}

interface Fitted {
  cholesky: Matrix
  weights: Matrix
  logLikelihood: number
}

function fitted(points: readonly (readonly number[])[], targets: Matrix, lengthScale: number, noise: number): Fitted {
  const size = points.length
  const kernel = Matrix.zeros(size, size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const value = row === column ? 1 + noise : matern(points[row]!, points[column]!, lengthScale)
      kernel.set(row, column, value)
      kernel.set(column, row, value)
    }
  }
  const decomposition = new CholeskyDecomposition(kernel)
  const cholesky = decomposition.lowerTriangularMatrix
  const weights = decomposition.solve(targets)
  const fit = targets.dot(weights)
  const logDeterminant = cholesky.diagonal().reduce((sum, value) => sum + Math.log(value), 0)
  return { cholesky, weights, logLikelihood: -fit / 2 - logDeterminant - (size / 2) * Math.log(2 * Math.PI) }
}

/** Solves `triangle · x = values` for a lower triangle given as rows. */
function forward(triangle: readonly Float64Array[], values: readonly number[]): Float64Array {
  const solved = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const factors = triangle[row]!
    let rest = values[row]!
    for (let column = 0; column < row; column++) rest -= factors[column]! * solved[column]!
    solved[row] = rest / factors[row]!
  }
  return solved
}

/** The length scale of most likelihood: the best of a coarse grid of logarithms, then a golden section around it. */
function likeliest(likelihood: (lengthScale: number) => number): number {
  const at = (logarithm: number): number => likelihood(10 ** logarithm)
  const grid = Array.from({ length: 21 }, (_, index) => -3 + index * 0.25)
  const heights = grid.map(at)
  const peak = grid[heights.indexOf(Math.max(...heights))]!
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [peak - 0.25, peak + 0.25]
  for (let round = 0; round < 24; round++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (at(left) > at(right)) high = right
    else low = left
  }
  return 10 ** ((low + high) / 2)
}
