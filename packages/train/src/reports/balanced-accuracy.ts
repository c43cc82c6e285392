import { confusionMatrix } from './confusion-matrix.ts'
import type { Labels } from './labels.ts'

/** Options of {@link balancedAccuracy}. */
export interface BalancedAccuracyOptions {
  /** Whether 0 stands for guessing and 1 for perfect. Defaults to false. */
  adjusted?: boolean
}

/**
 * Computes the mean recall of the classes: accuracy in which every class counts the same, however rare it is.
 *
 * @param yTrue Class names or numbers, one for each row.
 * @param yPred The predicted ones, in the same order.
 * @throws RangeError when the lengths differ or are 0.
 * @see scikit-learn `metrics.balanced_accuracy_score`
 * @example
 * ```ts
 * import { balancedAccuracy } from '@dlw/train'
 *
 * console.log(balancedAccuracy(['no', 'no', 'no', 'yes'], ['no', 'no', 'no', 'no'])) // → 0.5
 * ```
 */
export function balancedAccuracy(
  yTrue: Labels,
  yPred: Labels,
  { adjusted = false }: BalancedAccuracyOptions = {},
): number {
  const { counts } = confusionMatrix(yTrue, yPred)
  const recalls = counts.flatMap((row, index) => {
    const support = row.reduce((sum, count) => sum + count, 0)
    return support === 0 ? [] : [row[index]! / support]
  })
  const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length
  if (!adjusted) return mean
  const chance = 1 / recalls.length
  return (mean - chance) / (1 - chance)
}
