import { checkLabels, type Labels } from './labels.ts'

/**
 * The share of predictions that are right, from 0 to 1.
 *
 * @param yTrue Class names or numbers, one for each row.
 * @param yPred The predicted ones, in the same order.
 * @throws RangeError when the lengths differ or are 0.
 * @see scikit-learn `metrics.accuracy_score`
 * @example
 * ```ts
 * import { accuracy } from '@dlw/train'
 *
 * console.log(accuracy(['cat', 'dog', 'cat', 'cat'], ['cat', 'dog', 'dog', 'cat'])) // → 0.75
 * ```
 */
export function accuracy(yTrue: Labels, yPred: Labels): number {
  checkLabels(yTrue, yPred, 'accuracy')
  return yTrue.filter((label, row) => label === yPred[row]).length / yTrue.length
}
