import { type BinaryScores, eachThreshold, rankScores } from './binary-scores.ts'
import { share } from './class-scores.ts'

/** How many rows of a binary classifier are right and wrong, of each kind. */
export interface BinaryCounts {
  truePositives: number
  falsePositives: number
  trueNegatives: number
  falseNegatives: number
}

/** Options of {@link tuneThreshold}. */
export interface TuneThresholdOptions {
  /**
   * What the threshold makes as large as possible: a named score, or one of your own, such as minus the cost of the
   * errors. Defaults to 'balancedAccuracy'.
   */
  scoring?: 'balancedAccuracy' | 'f1Score' | 'matthewsCorrelation' | ((counts: BinaryCounts) => number)
}

/** What {@link tuneThreshold} returns. */
export interface TunedThreshold {
  /** Rows with at least this score count as positive. */
  threshold: number
  /** The score that it reaches on these rows. */
  score: number
}

/**
 * Chooses the decision threshold of a binary classifier. Use rows that were not trained on, and not the test rows:
 * validation rows. With rare positives the usual 0.5 is seldom the best.
 *
 * @throws RangeError when lengths differ, a score is not finite or one of the classes is absent.
 * @see scikit-learn `model_selection.TunedThresholdClassifierCV`
 * @example
 * ```ts
 * import { tuneThreshold } from '@dlw/train'
 *
 * const validation = { truth: [0, 0, 0, 1, 1], scores: [0.01, 0.02, 0.1, 0.2, 0.3] }
 * console.log(tuneThreshold(validation, { scoring: 'f1Score' })) // → { threshold: 0.2, score: 1 }
 * ```
 */
export function tuneThreshold(binary: BinaryScores, options: TuneThresholdOptions = {}): TunedThreshold {
  const { scoring = 'balancedAccuracy' } = options
  const score = typeof scoring === 'function' ? scoring : scores[scoring]
  if (!score) {
    throw new RangeError(
      `tuneThreshold: expected scoring to be ${Object.keys(scores).join(', ')} or a function, received scoring=${scoring}. Pass one of them.`,
    )
  }
  const ranked = rankScores('tuneThreshold', binary)
  const { positives, negatives } = ranked
  if (!(positives > 0 && negatives > 0)) {
    throw new RangeError(
      `tuneThreshold: expected rows of both classes, received ${positives} positive and ${negatives} negative. Use more validation rows.`,
    )
  }
  let best: TunedThreshold = { threshold: Number.NaN, score: Number.NEGATIVE_INFINITY }
  eachThreshold(ranked, (threshold, truePositives, falsePositives) => {
    const value = score({
      truePositives,
      falsePositives,
      trueNegatives: negatives - falsePositives,
      falseNegatives: positives - truePositives,
    })
    if (value > best.score) best = { threshold, score: value }
  })
  return best
}

const scores: Readonly<Record<string, (counts: BinaryCounts) => number>> = {
  balancedAccuracy: ({ truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn }) =>
    (share(tp, tp + fn) + share(tn, tn + fp)) / 2,
  f1Score: ({ truePositives: tp, falsePositives: fp, falseNegatives: fn }) => share(2 * tp, 2 * tp + fp + fn),
  matthewsCorrelation: ({ truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn }) =>
    share(tp * tn - fp * fn, Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
}
