import { type BinaryScores, eachThreshold, rankScores } from './binary-scores.ts'

/** Precision against recall: one point per distinct score, from recall 1 down to recall 0. */
export interface PrecisionRecallCurve {
  /** Of the rows at or above the threshold, the share that is positive. The last is 1, by convention. */
  precision: number[]
  /** Of the positive rows, the share at or above the threshold. The last is 0. */
  recall: number[]
  /** Rising; one less than points: the last point has none. */
  thresholds: number[]
  /** The mean of the precisions, each weighted by the recall that it adds. */
  averagePrecision: number
}

/**
 * Computes precision and recall of a binary classifier for each threshold. For rare positives it says more than a ROC
 * curve: the many true negatives do not count.
 *
 * @throws RangeError when lengths differ, a score is not finite or no row is positive.
 * @see scikit-learn `metrics.precision_recall_curve`, `average_precision_score`; draw it with `precisionRecallPlot` of
 * `@dlw/viz`
 * @example
 * ```ts
 * import { precisionRecallCurve } from '@dlw/train'
 *
 * const curve = precisionRecallCurve({ truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] })
 * console.log(curve.recall) // → [ 1, 1, 0.5, 0.5, 0 ]
 * console.log(curve.averagePrecision.toFixed(2)) // → 0.83
 * ```
 */
export function precisionRecallCurve(binary: BinaryScores): PrecisionRecallCurve {
  const ranked = rankScores('precisionRecallCurve', binary)
  if (ranked.positives === 0) {
    throw new RangeError(
      `precisionRecallCurve: expected at least one positive row, received none among ${ranked.truth.length}. Use a larger test set.`,
    )
  }
  const precision = [1]
  const recall = [0]
  const thresholds: number[] = []
  let averagePrecision = 0
  eachThreshold(ranked, (threshold, found, alarms) => {
    const share = found / (found + alarms)
    const reached = found / ranked.positives
    averagePrecision += share * (reached - recall.at(-1)!)
    precision.push(share)
    recall.push(reached)
    thresholds.push(threshold)
  })
  return {
    precision: precision.reverse(),
    recall: recall.reverse(),
    thresholds: thresholds.reverse(),
    averagePrecision,
  }
}
