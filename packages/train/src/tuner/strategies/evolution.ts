import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** A point that was tried, and how it fared: less is better, Infinity for no score at all. */
export interface Tried {
  point: readonly number[]
  loss: number
}

/** Where an evolution stands: a normal distribution, and the paths that steer it. */
export interface Evolution {
  generation: number
  mean: readonly number[]
  /** The overall step size. */
  sigma: number
  covariance: Matrix
  /** Axes of the distribution in columns, and the deviation along each. */
  axes: Matrix
  deviations: readonly number[]
  stepPath: readonly number[]
  covariancePath: readonly number[]
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0)

/** An evolution that begins as a round cloud. */
export function startEvolution(mean: readonly number[], sigma: number): Evolution {
  const size = mean.length
  const covariance = Matrix.eye(size)
  return {
    ...{ generation: 0, mean, sigma, covariance, axes: covariance, deviations: zeros(size).fill(1) },
    ...{ stepPath: zeros(size), covariancePath: zeros(size) },
  }
}

/** A point of the distribution, from as many standard normal numbers. */
export function pointOf({ mean, sigma, axes, deviations }: Evolution, normals: readonly number[]): number[] {
  const scaled = normals.map((normal, axis) => normal * deviations[axis]!)
  return mean.map(
    (centre, row) => centre + sigma * scaled.reduce((sum, at, column) => sum + axes.get(row, column) * at, 0),
  )
}

/**
 * Learns from one generation: the distribution moves to its better half, and stretches along the steps that helped.
 *
 * @see Hansen, The CMA Evolution Strategy: A Tutorial (2016), equations 41 to 58
 */
export function evolve(before: Evolution, population: readonly Tried[]): Evolution {
  const size = before.mean.length
  const { weights, parents, effective, rankOne, rankMany, pathRate, stepRate, damping } = ratesOf(
    size,
    population.length,
  )
  const ranked = population.toSorted((a, b) => (a.loss === b.loss ? 0 : a.loss - b.loss))
  const steps = ranked.map(({ point }) => point.map((at, axis) => (at - before.mean[axis]!) / before.sigma))
  const step = zeros(size).map((_, axis) =>
    weights.slice(0, parents).reduce((sum, weight, rank) => sum + weight * steps[rank]![axis]!, 0),
  )
  const generation = before.generation + 1
  const turned = whitened(before, step)
  const stepScale = Math.sqrt(stepRate * (2 - stepRate) * effective)
  const stepPath = before.stepPath.map((at, axis) => (1 - stepRate) * at + stepScale * turned[axis]!)
  const length = Math.hypot(...stepPath)
  const expected = Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size ** 2))
  // No more than e times as wide at once: a point from elsewhere must not blow the distribution up.
  const sigma = before.sigma * Math.exp(Math.min(1, (stepRate / damping) * (length / expected - 1)))
  const settled = length / Math.sqrt(1 - (1 - stepRate) ** (2 * (generation + 1)))
  const isLong = settled >= (1.4 + 2 / (size + 1)) * expected
  const pathScale = isLong ? 0 : Math.sqrt(pathRate * (2 - pathRate) * effective)
  const covariancePath = before.covariancePath.map((at, axis) => (1 - pathRate) * at + pathScale * step[axis]!)
  const scaledWeights = weights.map((weight, rank) =>
    weight >= 0 ? weight : (weight * size) / (Math.hypot(...whitened(before, steps[rank]!)) ** 2 + 1e-8),
  )
  const kept =
    1 +
    (isLong ? rankOne * pathRate * (2 - pathRate) : 0) -
    rankOne -
    rankMany * weights.reduce((sum, weight) => sum + weight, 0)
  const covariance = Matrix.zeros(size, size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const many = scaledWeights.reduce(
        (sum, weight, rank) => sum + weight * steps[rank]![row]! * steps[rank]![column]!,
        0,
      )
      const value =
        kept * before.covariance.get(row, column) +
        rankOne * covariancePath[row]! * covariancePath[column]! +
        rankMany * many
      covariance.set(row, column, value)
      covariance.set(column, row, value)
    }
  }
  const { eigenvectorMatrix: axes, realEigenvalues } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  })
  const deviations = realEigenvalues.map((value) => Math.sqrt(value > 0 ? value : 1e-8))
  const mean = before.mean.map((at, axis) => at + before.sigma * step[axis]!)
  return { generation, mean, sigma, covariance, axes, deviations, stepPath, covariancePath }
}

/** A step in units of the distribution: `C^(−1/2) · step`. */
function whitened({ axes, deviations }: Evolution, step: readonly number[]): number[] {
  const along = deviations.map(
    (deviation, column) => step.reduce((sum, at, row) => sum + axes.get(row, column) * at, 0) / deviation,
  )
  return step.map((_, row) => along.reduce((sum, at, column) => sum + axes.get(row, column) * at, 0))
}

/** How fast to learn, from the number of parameters and the size of a generation (equations 48 to 56). */
function ratesOf(size: number, population: number) {
  const parents = Math.floor(population / 2)
  const raw = Array.from({ length: population }, (_, rank) => Math.log((population + 1) / 2) - Math.log(rank + 1))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const effectiveOf = (values: readonly number[]): number => sum(values) ** 2 / sum(values.map((value) => value ** 2))
  const effective = effectiveOf(raw.slice(0, parents))
  const rankOne = 2 / ((size + 1.3) ** 2 + effective)
  const rankMany = Math.min(1 - rankOne - 1e-8, (2 * (effective - 2 + 1 / effective)) / ((size + 2) ** 2 + effective))
  const negative = Math.min(
    1 + rankOne / rankMany,
    1 + (2 * effectiveOf(raw.slice(parents))) / (effective + 2),
    (1 - rankOne - rankMany) / (size * rankMany),
  )
  const gains = sum(raw.filter((value) => value > 0))
  const losses = -sum(raw.filter((value) => value < 0))
  const weights = raw.map((value) => (value >= 0 ? value / gains : (negative * value) / losses))
  const stepRate = (effective + 2) / (size + effective + 5)
  return {
    ...{ weights, parents, effective, rankOne, rankMany, stepRate },
    pathRate: (4 + effective / size) / (size + 4 + (2 * effective) / size),
    damping: 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (size + 1)) - 1) + stepRate,
  }
}
