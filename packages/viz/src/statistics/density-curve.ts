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
  const [least, most] = extent(values)
  const hasGap = values.some(Number.isNaN)
  // Squares of very large and very small numbers are none, and neighbours far from 0 lose their difference.
  const unit = isOrdinary(least, most) || !(least < most) ? undefined : most - least
  const scaled = unit === undefined ? (values as number[]) : values.map((value) => (value - least) / unit)
  const spread = values.length < 2 || hasGap ? 0 : sampleStandardDeviation(scaled)
  if (!(spread > 0)) {
    throw new RangeError(
      `densityCurve: expected at least two different finite values, received ${values.length} values with standard deviation ${spread}. Leave this group out.`,
    )
  }
  const bandwidth = spread * values.length ** -0.2
  const density = kernelDensity(scaled, bandwidth)
  const [from, to] = unit === undefined ? [least, most] : [0, 1]
  const start = from - cut * bandwidth
  const end = to + cut * bandwidth
  const x = Array.from({ length: points }, (_, index) => start + ((end - start) * index) / (points - 1))
  const curve = { x, density: x.map((each) => weight * density(each)), bandwidth }
  if (unit === undefined) return curve
  return {
    x: x.map((each) => least + each * unit),
    density: curve.density.map((each) => each / unit),
    bandwidth: bandwidth * unit,
  }
}

const isOrdinary = (least: number, most: number): boolean => {
  const largest = Math.max(Math.abs(least), Math.abs(most))
  return largest < 1e100 && most - least > 1e-100 && most - least > 1e-6 * largest
}

/** The density at a place; of very many values, those within a sixteenth of the bandwidth count as one. */
function kernelDensity(values: number[], bandwidth: number): (x: number) => number {
  if (values.length <= 20_000) return kernelDensityEstimation(values, 'gaussian', bandwidth)
  const step = bandwidth / 16
  const counts = new Map<number, number>()
  for (const value of values) {
    const bin = Math.round(value / step)
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  const bins = Array.from(counts, ([bin, count]) => [bin * step, count] as const)
  const factor = 1 / (values.length * bandwidth * Math.sqrt(2 * Math.PI))
  return (x) => {
    let sum = 0
    for (const [center, count] of bins) sum += count * Math.exp(-0.5 * ((x - center) / bandwidth) ** 2)
    return sum * factor
  }
}
