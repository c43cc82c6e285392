import { checkLabels, type Labels } from './labels.ts'

/**
 * The share of predictions that are right, from 0 to 1.
 *
 * @param yTrue Class names or numbers, one for each row.
 * @param yPred The predicted ones, in the same order.
 * @throws RangeError when the lengths differ or are 0; TypeError for texts and numbers mixed.
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
  let right = 0
  for (let row = 0; row < yTrue.length; row++) if (yTrue[row] === yPred[row]) right++
  return right / yTrue.length
}
