/** A receiver operating characteristic: one point per distinct score, from (0, 0) to (1, 1). */
export interface RocCurve {
  falsePositiveRate: number[]
  truePositiveRate: number[]
  /** Scores of at least this count as positive. The first is Infinity. */
  thresholds: number[]
  /** Area below the curve: 1 for a perfect ranking, 0.5 for a coin. */
  area: number
}

/** Scores of a binary classifier and what is true, one entry per row. */
export interface BinaryScores {
  /** 1 or true for the positive class, 0 or false for the other. */
  truth: ArrayLike<number | boolean>
  /** The higher, the more the model believes in the positive class. */
  scores: ArrayLike<number>
}

/**
 * How many positives a binary classifier finds against how many false alarms it gives, for each threshold.
 *
 * @throws RangeError when lengths differ, a score is not finite or one of the classes is absent.
 * @see scikit-learn's `roc_curve(…, drop_intermediate=False)` and `roc_auc_score`
 * @example
 * ```ts
 * import { rocCurve } from '@dlw/viz'
 *
 * rocCurve({ truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }).area // → 0.75
 * ```
 */
export function rocCurve(binary: BinaryScores): RocCurve {
  const { truth, scores } = readBinaryScores('rocCurve', binary)
  const positives = truth.filter(Boolean).length
  const negatives = truth.length - positives
  if (!(positives > 0 && negatives > 0)) {
    throw new RangeError(
      `rocCurve: expected rows of both classes, received ${positives} positive and ${negatives} negative. Use a larger test set.`,
    )
  }
  const order = scores.map((_, index) => index).sort((a, b) => scores[b]! - scores[a]!)
  const curve: RocCurve = {
    falsePositiveRate: [0],
    truePositiveRate: [0],
    thresholds: [Number.POSITIVE_INFINITY],
    area: 0,
  }
  let found = 0
  let alarms = 0
  order.forEach((row, position) => {
    if (truth[row]) found++
    else alarms++
    const next = order[position + 1]
    if (next !== undefined && scores[next] === scores[row]) return
    const [x, y] = [alarms / negatives, found / positives]
    curve.area += ((x - curve.falsePositiveRate.at(-1)!) * (y + curve.truePositiveRate.at(-1)!)) / 2
    curve.falsePositiveRate.push(x)
    curve.truePositiveRate.push(y)
    curve.thresholds.push(scores[row]!)
  })
  return curve
}

/** Checks and copies what a binary classifier said. */
export function readBinaryScores(caller: string, binary: BinaryScores): { truth: boolean[]; scores: number[] } {
  const truth = Array.from(binary.truth)
  const scores = Array.from(binary.scores)
  if (truth.length !== scores.length) {
    throw new RangeError(
      `${caller}: expected one score per true class, received ${scores.length} for ${truth.length}. Take both from the same rows.`,
    )
  }
  const label = truth.find((each) => each !== 0 && each !== 1 && typeof each !== 'boolean')
  if (label !== undefined) {
    throw new RangeError(
      `${caller}: expected truth as 0 or 1, received ${label}. Compare the labels with one class first.`,
    )
  }
  const score = scores.find((each) => !Number.isFinite(each))
  if (score !== undefined) {
    throw new RangeError(`${caller}: expected finite scores, received ${score}. Look at the model's predictions.`)
  }
  return { truth: truth.map(Boolean), scores }
}
