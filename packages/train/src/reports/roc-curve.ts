import { type BinaryScores, eachThreshold, rankScores } from './binary-scores.ts'

/** A receiver operating characteristic: one point per distinct score, from (0, 0) to (1, 1). */
export interface RocCurve {
  falsePositiveRate: number[]
  truePositiveRate: number[]
  /** Scores of at least this count as positive. The first is Infinity. */
  thresholds: number[]
  /** Area below the curve: 1 for a perfect ranking, 0.5 for a coin. */
  area: number
}

/**
 * Computes how many positives a binary classifier finds against how many false alarms it raises, for each threshold.
 *
 * @throws RangeError when lengths differ, a score is not finite or one of the classes is absent.
 * @see scikit-learn `metrics.roc_curve(…, drop_intermediate=False)` and `roc_auc_score`; draw it with `rocPlot` of
 * `@dlw/viz`
 * @example
 * ```ts
 * import { rocCurve } from '@dlw/train'
 *
 * rocCurve({ truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).area // → 0.75
 * ```
 */
export function rocCurve(binary: BinaryScores): RocCurve {
  const ranked = rankScores('rocCurve', binary)
  const { positives, negatives } = ranked
  if (!(positives > 0 && negatives > 0)) {
    throw new RangeError(
      `rocCurve: expected rows of both classes, received ${positives} positive and ${negatives} negative. Use a larger test set.`,
    )
  }
  const curve: RocCurve = {
    falsePositiveRate: [0],
    truePositiveRate: [0],
    thresholds: [Number.POSITIVE_INFINITY],
    area: 0,
  }
  eachThreshold(ranked, (threshold, found, alarms) => {
    const [x, y] = [alarms / negatives, found / positives]
    curve.area += ((x - curve.falsePositiveRate.at(-1)!) * (y + curve.truePositiveRate.at(-1)!)) / 2
    curve.falsePositiveRate.push(x)
    curve.truePositiveRate.push(y)
    curve.thresholds.push(threshold)
  })
  return curve
}
