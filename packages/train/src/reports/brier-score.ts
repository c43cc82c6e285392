import type { Labels } from './labels.ts'
import type { ProbabilityScoreOptions } from './log-loss.ts'
import { expectDistributions, type Probabilities, readProbabilities } from './probabilities.ts'

/**
 * Computes the mean squared difference between predicted probabilities and what happened. Lower is better. For two
 * classes it lies between 0 and 1; for more, it sums over the classes and lies between 0 and 2.
 *
 * @param yTrue The true class of each row.
 * @param probabilities `[rows, classes]`, or one number per row: the probability of the second of two classes.
 * @throws RangeError when rows or columns do not fit, or a row is no distribution.
 * @see scikit-learn `metrics.brier_score_loss`
 * @example
 * ```ts
 * import { brierScore } from '@dlw/train'
 *
 * console.log(brierScore(['ham', 'spam', 'spam'], [0.1, 0.9, 0.8]).toFixed(2)) // → 0.02
 * ```
 */
export function brierScore(yTrue: Labels, probabilities: Probabilities, options: ProbabilityScoreOptions = {}): number {
  const read = readProbabilities('brierScore', yTrue, probabilities, options.classes)
  expectDistributions('brierScore', read)
  let sum = 0
  for (let row = 0; row < read.truth.length; row++) {
    for (let column = 0; column < read.classes; column++) {
      sum += (read.values[row * read.classes + column]! - Number(column === read.truth[row])) ** 2
    }
  }
  return sum / read.truth.length / (read.classes === 2 ? 2 : 1)
}
