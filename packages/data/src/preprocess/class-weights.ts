import { classIndices, type Labels } from '../split/class-indices.ts'

/**
 * Computes how much each class must count so that all count the same in total: rare classes more, frequent ones less.
 * Pass it to `fit` of @dlw/train as `classWeight`.
 *
 * @param labels The labels of the training rows: texts, numbers, or one-hot rows.
 * @returns For each class number, in the order of `oneHot` and `labelEncoder`, rows / (classes × rows of the class).
 * @throws TypeError for a missing label; RangeError when there are none.
 * @see scikit-learn `utils.class_weight.compute_class_weight('balanced', …)`
 * @example
 * ```ts
 * import { classWeights } from '@dlw/data'
 *
 * console.log(classWeights(['no', 'no', 'no', 'yes'])) // → { '0': 0.6666666666666666, '1': 2 }
 * ```
 */
export function classWeights(labels: Labels): Record<number, number> {
  const { classes, indices } = classIndices(labels, 'classWeights')
  if (indices.length === 0) {
    throw new RangeError('classWeights: expected at least one label, received none. Pass those of the training rows.')
  }
  const counts = new Float64Array(classes.length)
  for (const index of indices) counts[index]! += 1
  return Object.fromEntries(
    Array.from(counts, (count, index) => [index, indices.length / (classes.length * count)] as const),
  )
}
