import { deviationOf, meanOf } from './mean-and-spread.ts'

/** Scores over sizes of the training set. */
export interface LearningCurveScores {
  /** Numbers of training rows. */
  trainSizes: ArrayLike<number>
  /** Scores on the training rows: shape [sizes], or [sizes, folds]. */
  trainScores: ArrayLike<number | ArrayLike<number>>
  /** Scores on rows that were not trained on: shape [sizes], or [sizes, folds]. */
  testScores: ArrayLike<number | ArrayLike<number>>
}

/** Mean and standard deviation of the folds at each size; NaN where no fold has a finite score. */
export interface ScoreBand {
  mean: number[]
  spread: number[]
  /** How many scores are not finite. */
  missing: number
}

/** Means over folds, as scikit-learn's display draws them; folds without a finite score are left out. */
export function scoreBand(scores: ArrayLike<number | ArrayLike<number>>): ScoreBand {
  const band: ScoreBand = { mean: [], spread: [], missing: 0 }
  for (let size = 0; size < scores.length; size++) {
    const given = scores[size]!
    const folds = typeof given === 'number' ? [given] : Array.from(given)
    const finite = folds.filter(Number.isFinite)
    band.missing += folds.length - finite.length
    band.mean.push(finite.length > 0 ? meanOf(finite) : Number.NaN)
    band.spread.push(finite.length > 0 ? deviationOf(finite, 0) : Number.NaN)
  }
  return band
}
