import { expectInteger } from '@dlw/data/arguments'
import { type BinaryScores, readBinaryScores } from './binary-scores.ts'

/** Options of {@link calibrationCurve}. */
export interface CalibrationCurveOptions {
  /** How many bins the probabilities fall into. Defaults to 10. */
  bins?: number
  /** Bins of one width, or with one number of rows. Defaults to 'uniform'. */
  strategy?: 'uniform' | 'quantile'
}

/** Predicted and observed shares; one entry per bin that holds rows. */
export interface CalibrationCurve {
  /** Mean probability of the rows in the bin. */
  predicted: number[]
  /** Share of them that is positive. */
  observed: number[]
  /** How many they are. */
  counts: number[]
}

/**
 * Compares probabilities with what happened: of the rows that a model gives 70 %, 70 % should be positive.
 *
 * @param binary The truth and the probability of the positive class, from 0 to 1, one entry per row.
 * @throws RangeError when lengths differ, there are no rows, or a probability is outside 0 to 1.
 * @see scikit-learn `calibration.calibration_curve`; draw it with `calibrationPlot` of `@dlw/viz`
 * @example
 * ```ts
 * import { calibrationCurve } from '@dlw/train'
 *
 * const curve = calibrationCurve({ truth: [0, 1, 1, 1], scores: [0.2, 0.3, 0.8, 0.9] }, { bins: 2 })
 * console.log(curve.observed, curve.counts) // → [ 0.5, 1 ] [ 2, 2 ]
 * ```
 */
export function calibrationCurve(
  binary: BinaryScores,
  { bins = 10, strategy = 'uniform' }: CalibrationCurveOptions = {},
): CalibrationCurve {
  const { truth, scores } = readBinaryScores('calibrationCurve', binary)
  expectInteger('calibrationCurve', 'bins', bins, { advice: 'Pass 5 to 20.' })
  if (strategy !== 'uniform' && strategy !== 'quantile') {
    throw new RangeError(
      `calibrationCurve: expected strategy 'uniform' or 'quantile', received strategy=${strategy}. Pass one of them.`,
    )
  }
  const wrong = scores.find((score) => !(score >= 0 && score <= 1))
  if (wrong !== undefined || scores.length === 0) {
    throw new RangeError(
      `calibrationCurve: expected probabilities from 0 to 1, received ${wrong ?? 'none'}. Pass the output of a sigmoid or softmax.`,
    )
  }
  const edges = strategy === 'uniform' ? uniformEdges(bins) : quantileEdges(scores, bins)
  const sums = Array.from({ length: bins }, () => ({ count: 0, score: 0, positive: 0 }))
  for (let row = 0; row < scores.length; row++) {
    const bin = sums[binOf(edges, scores[row]!)]!
    bin.count += 1
    bin.score += scores[row]!
    bin.positive += truth[row]!
  }
  const filled = sums.filter(({ count }) => count > 0)
  return {
    predicted: filled.map(({ score, count }) => score / count),
    observed: filled.map(({ positive, count }) => positive / count),
    counts: filled.map(({ count }) => count),
  }
}

/** The edges between bins, without the outer two. */
const uniformEdges = (bins: number): number[] => Array.from({ length: bins - 1 }, (_, index) => (index + 1) / bins)

function quantileEdges(scores: Float64Array, bins: number): number[] {
  const sorted = scores.toSorted()
  return Array.from({ length: bins - 1 }, (_, index) => {
    const place = ((index + 1) / bins) * (sorted.length - 1)
    const below = sorted[Math.floor(place)]!
    return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place))
  })
}

/** The number of edges below a score: one on an edge belongs to the bin beneath it. */
function binOf(edges: readonly number[], score: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! < score) low = middle + 1
    else high = middle
  }
  return low
}
