import { kernelDensityEstimation, sampleStandardDeviation } from 'simple-statistics'
import { extent } from '../figure/extent.ts'

/** Options of `densityCurve`. */
export interface DensityCurveOptions {
  /** How many points the curve has. Defaults to 200. */
  points?: number
  /** How many bandwidths the curve goes on beyond the smallest and the largest value. Defaults to 3. */
  cut?: number
  /** What the density is multiplied by: a group's share of all values makes areas add up to 1. Defaults to 1. */
  weight?: number
}

/** A kernel density, point by point. */
export interface DensityCurve {
  x: number[]
  density: number[]
  /** The standard deviation of the Gaussian kernel, in the unit of the values. */
  bandwidth: number
}

/**
 * The kernel density of a sample: a Gaussian kernel with Scott's bandwidth, n^(−1/5) standard deviations.
 *
 * @param values At least two finite numbers that are not all the same.
 * @throws RangeError when the values have no spread.
 * @see seaborn's `kdeplot`, SciPy's `gaussian_kde`
 * @example
 * ```ts
 * import { densityCurve } from '@dlw/viz'
 *
 * const { bandwidth } = densityCurve([0, 1, 1.5, 4])
 * bandwidth.toFixed(3) // → '1.290'
 * ```
 */
export function densityCurve(values: readonly number[], options: DensityCurveOptions = {}): DensityCurve {
  const { points = 200, cut = 3, weight = 1 } = options
  const spread = values.length < 2 ? 0 : sampleStandardDeviation(values as number[])
  if (!(spread > 0)) {
    throw new RangeError(
      `densityCurve: expected at least two different finite values, received ${values.length} values with standard deviation ${spread}. Leave this group out.`,
    )
  }
  const bandwidth = spread * values.length ** -0.2
  const density = kernelDensityEstimation(values as number[], 'gaussian', bandwidth)
  const [least, most] = extent(values)
  const from = least - cut * bandwidth
  const to = most + cut * bandwidth
  const x = Array.from({ length: points }, (_, index) => from + ((to - from) * index) / (points - 1))
  return { x, density: x.map((each) => weight * density(each)), bandwidth }
}
