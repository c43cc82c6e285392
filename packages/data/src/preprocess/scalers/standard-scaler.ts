import { moments } from './moments.ts'
import { Scaler } from './scaler.ts'

/**
 * Makes a scaler that gives each column mean 0 and (population) standard deviation 1. A constant column becomes 0.
 * Fit it on the training rows only. Of images, each channel is a column.
 *
 * @example
 * ```ts
 * import { standardScaler } from '@dlw/data'
 *
 * const scaler = standardScaler().fit([[1, 10], [3, 30]])
 * scaler.transform([[2, 30]]) // → [[0, 1]]
 * ```
 * @see sklearn.preprocessing.StandardScaler
 */
export function standardScaler(): Scaler {
  return new Scaler('standardScaler', (columns) => {
    const learned = columns.map(moments)
    return {
      offset: learned.map(({ mean }) => mean),
      scale: learned.map(({ count, mean, squares }) => {
        const variance = squares / count
        // What rounding can make of a constant column: scikit-learn's bound.
        const noise = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2
        return variance <= noise ? 1 : Math.sqrt(variance)
      }),
    }
  })
}
