import { type BinaryScores, readBinaryScores } from '../plots/roc-curve.ts'

/** Precision and recall, one point per threshold, from all rows to none. */
export interface PrecisionRecallPoints {
  /** Share of true positives among the rows at or above a threshold; the last point is 1 by convention. */
  precision: ArrayLike<number>
  /** Share of the positives that are found, falling to 0. */
  recall: ArrayLike<number>
  /** The mean precision weighted by the steps of recall. Defaults to what the points give. */
  averagePrecision?: number
}

/** A curve ready to be drawn. */
export interface PrecisionRecallCurve {
  precision: number[]
  recall: number[]
  thresholds: number[]
  averagePrecision: number
  /** Share of positives among all rows: the precision of a coin. */
  prevalence?: number
}

/** The curve of scores, or of points that were computed before. */
export function precisionRecallCurve(
  caller: string,
  given: BinaryScores | PrecisionRecallPoints,
): PrecisionRecallCurve {
  return 'precision' in given ? fromPoints(caller, given) : fromScores(caller, given)
}

function fromScores(caller: string, binary: BinaryScores): PrecisionRecallCurve {
  const { truth, scores } = readBinaryScores(caller, binary)
  const positives = truth.reduce((sum, label) => sum + (label ? 1 : 0), 0)
  if (!(positives > 0)) {
    throw new RangeError(
      `${caller}: expected positive rows, received none among ${truth.length}. Use a larger test set.`,
    )
  }
  const order = scores.map((_, row) => row).sort((a, b) => scores[b]! - scores[a]!)
  const curve = { precision: [1], recall: [0], thresholds: [] as number[] }
  let found = 0
  order.forEach((row, position) => {
    if (truth[row]) found += 1
    const next = order[position + 1]
    if (next !== undefined && scores[next] === scores[row]) return
    curve.precision.push(found / (position + 1))
    curve.recall.push(found / positives)
    curve.thresholds.push(scores[row]!)
  })
  const points = {
    precision: curve.precision.reverse(),
    recall: curve.recall.reverse(),
    thresholds: curve.thresholds.reverse(),
  }
  return { ...points, averagePrecision: areaOf(points), prevalence: positives / truth.length }
}

function fromPoints(caller: string, points: PrecisionRecallPoints): PrecisionRecallCurve {
  const [precision, recall] = [Array.from(points.precision), Array.from(points.recall)]
  if (!(precision.length > 0 && precision.length === recall.length)) {
    throw new RangeError(
      `${caller}: expected one recall per precision, received ${recall.length} for ${precision.length}. Pass both of one curve.`,
    )
  }
  const wrong = precision.concat(recall).find((value) => !(value >= 0 && value <= 1))
  if (wrong !== undefined) {
    throw new RangeError(
      `${caller}: expected precision and recall from 0 to 1, received ${wrong}. Look at the counts behind them.`,
    )
  }
  const isFalling = recall.every((value, index) => index === 0 || value <= recall[index - 1]!)
  if (!isFalling) {
    throw new RangeError(
      `${caller}: expected recall that falls from point to point, received one that rises. Sort the points by their thresholds.`,
    )
  }
  return {
    precision,
    recall,
    thresholds: [],
    averagePrecision: points.averagePrecision ?? areaOf({ precision, recall }),
  }
}

function areaOf({ precision, recall }: { precision: readonly number[]; recall: readonly number[] }): number {
  return precision.reduce((sum, each, index) => {
    const next = recall[index + 1]
    return next === undefined ? sum : sum + (recall[index]! - next) * each
  }, 0)
}
