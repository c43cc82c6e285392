/** How well one class, or an average of classes, is found. A share without any case is 0. */
export interface ClassScores {
  /** Of the rows predicted as this class, the share that is. */
  precision: number
  /** Of the rows of this class, the share predicted as it. */
  recall: number
  /** The harmonic mean of precision and recall. */
  f1Score: number
  /** The number of true rows. */
  support: number
}

/** True rows, predicted rows, and rows that are both, of one class. */
export interface ClassCounts {
  right: number
  support: number
  predicted: number
}

/** How much of a whole a part is; 0 of an empty one. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Precision, recall and F1 score from counts. */
export function scoresOf({ right, support, predicted }: ClassCounts): ClassScores {
  return {
    precision: share(right, predicted),
    recall: share(right, support),
    f1Score: share(2 * right, support + predicted),
    support,
  }
}

/** The weighted mean of scores; its support is their sum. */
export function averageScores(scores: readonly ClassScores[], weights: readonly number[]): ClassScores {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = (key: 'precision' | 'recall' | 'f1Score'): number =>
    share(
      scores.reduce((sum, score, index) => sum + score[key] * weights[index]!, 0),
      whole,
    )
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    f1Score: mean('f1Score'),
    support: scores.reduce((sum, { support }) => sum + support, 0),
  }
}

/** The scores of all classes taken together: every decision counts the same. */
export function microAverageOf(counts: readonly ClassCounts[]): ClassScores {
  const sum = (key: keyof ClassCounts): number => counts.reduce((total, count) => total + count[key], 0)
  return scoresOf({ right: sum('right'), support: sum('support'), predicted: sum('predicted') })
}
