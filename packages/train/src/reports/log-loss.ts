import type { Labels } from './labels.ts'
import { expectDistributions, type Probabilities, readProbabilities } from './probabilities.ts'

/** Options of {@link logLoss} and {@link brierScore}. */
export interface ProbabilityScoreOptions {
  /** The classes in the order of the columns. Defaults to those of `yTrue`, sorted. */
  classes?: readonly (string | number)[]
}

/**
 * Computes the cross-entropy of predicted probabilities: how surprised the model is by the truth, in nats. Lower is
 * better; a probability of 0 for what happened counts as 2.2e-16.
 *
 * @param yTrue The true class of each row.
 * @param probabilities `[rows, classes]`, or one number per row: the probability of the second of two classes.
 * @throws RangeError when rows or columns do not fit, or a row is no distribution.
 * @see scikit-learn `metrics.log_loss`
 * @example
 * ```ts
 * import { logLoss } from '@dlw/train'
 *
 * console.log(logLoss(['ham', 'spam', 'spam'], [0.1, 0.9, 0.8]).toFixed(4)) // → 0.1446
 * ```
 */
export function logLoss(yTrue: Labels, probabilities: Probabilities, options: ProbabilityScoreOptions = {}): number {
  const read = readProbabilities('logLoss', yTrue, probabilities, options.classes)
  expectDistributions('logLoss', read)
  let sum = 0
  for (let row = 0; row < read.truth.length; row++) {
    const value = read.values[row * read.classes + read.truth[row]!]!
    sum -= Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, value)))
  }
  return sum / read.truth.length
}
