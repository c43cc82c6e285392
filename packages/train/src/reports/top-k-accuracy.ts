import { expectInteger } from '@dlw/data/arguments'
import type { Labels } from './labels.ts'
import { type Probabilities, readProbabilities } from './probabilities.ts'

/** Options of {@link topKAccuracy}. */
export interface TopKAccuracyOptions {
  /** How many of the best guesses count. Defaults to 2. */
  k?: number
  /** The classes in the order of the columns. Defaults to those of `yTrue`, sorted. */
  classes?: readonly (string | number)[]
}

/**
 * Computes the share of rows whose true class is among the `k` with the highest scores. Of equal scores, the later class
 * counts as the higher, as in scikit-learn.
 *
 * @param yTrue The true class of each row.
 * @param scores `[rows, classes]`: probabilities or logits.
 * @throws RangeError when rows or columns do not fit, or `k` is not below the number of classes.
 * @see scikit-learn `metrics.top_k_accuracy_score`
 * @example
 * ```ts
 * import { topKAccuracy } from '@dlw/train'
 *
 * const scores = [[0.5, 0.3, 0.2], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]]
 * console.log(topKAccuracy([0, 1, 0], scores, { k: 2, classes: [0, 1, 2] }).toFixed(2)) // → 0.67
 * ```
 */
export function topKAccuracy(yTrue: Labels, scores: Probabilities, options: TopKAccuracyOptions = {}): number {
  const { k = 2 } = options
  const { values, classes, truth } = readProbabilities('topKAccuracy', yTrue, scores, options.classes)
  expectInteger('topKAccuracy', 'k', k, { max: classes - 1, advice: 'With all classes, every guess is right.' })
  let right = 0
  for (let row = 0; row < truth.length; row++) {
    const own = values[row * classes + truth[row]!]!
    let better = 0
    for (let column = 0; column < classes; column++) {
      const value = values[row * classes + column]!
      if (value > own || (value === own && column > truth[row]!)) better++
    }
    if (better < k) right++
  }
  return right / truth.length
}
