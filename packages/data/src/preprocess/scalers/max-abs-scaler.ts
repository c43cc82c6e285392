import { Scaler } from './scaler.ts'

/**
 * Makes a scaler that divides each column by its largest size: values then lie from −1 to 1, and 0 stays 0.
 *
 * @see scikit-learn `preprocessing.MaxAbsScaler`
 * @example
 * ```ts
 * import { maxAbsScaler } from '@dlw/data'
 *
 * console.log(maxAbsScaler().fitTransform([[1], [-4], [2]])) // → [ [ 0.25 ], [ -1 ], [ 0.5 ] ]
 * ```
 */
export function maxAbsScaler(): Scaler {
  return new Scaler('maxAbsScaler', (columns) => ({
    offset: columns.map(() => 0),
    scale: columns.map((column) => {
      let largest = 0
      for (let row = 0; row < column.length; row++) {
        const size = Math.abs(column[row]!)
        if (size > largest) largest = size
      }
      return largest < 10 * Number.EPSILON ? 1 : largest
    }),
  }))
}
