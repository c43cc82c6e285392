import { confusionMatrix } from './confusion-matrix.ts'
import type { Labels } from './labels.ts'

/**
 * Computes Matthews' correlation coefficient of truth and prediction: 1 for perfect, 0 for no better than guessing, −1
 * for always wrong. It stays honest when one class is rare. A prediction of one class for all rows has 0.
 *
 * @param yTrue Class names or numbers, one for each row.
 * @param yPred The predicted ones, in the same order.
 * @throws RangeError when the lengths differ or are 0.
 * @see scikit-learn `metrics.matthews_corrcoef`; Gorodkin 2004 for more than two classes
 * @example
 * ```ts
 * import { matthewsCorrelation } from '@dlw/train'
 *
 * console.log(matthewsCorrelation([1, 1, 1, 0], [1, 0, 1, 1]).toFixed(2)) // → -0.33
 * ```
 */
export function matthewsCorrelation(yTrue: Labels, yPred: Labels): number {
  const { counts } = confusionMatrix(yTrue, yPred)
  const rows = yTrue.length
  const truth = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const predicted = counts.map((_, column) => counts.reduce((sum, row) => sum + row[column]!, 0))
  const right = counts.reduce((sum, row, index) => sum + row[index]!, 0)
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, index) => sum + value * b[index]!, 0)
  const spread = (rows ** 2 - dot(predicted, predicted)) * (rows ** 2 - dot(truth, truth))
  return spread === 0 ? 0 : (right * rows - dot(truth, predicted)) / Math.sqrt(spread)
}
