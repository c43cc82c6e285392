import { mapNumbers } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'

/** Options of {@link normalizer}. */
export interface NormalizerOptions {
  /**
   * Norm that becomes 1 for each row: Euclidean, sum of absolute values, or maximum absolute value. Defaults to 'l2'.
   */
  norm?: 'l1' | 'l2' | 'max'
}

/**
 * Creates a transformer that divides each row by its norm, so that only the proportions of its values matter. Rows of
 * zeros stay unchanged. It learns nothing.
 *
 * @throws TypeError for text columns; RangeError for a missing value.
 * @see scikit-learn `preprocessing.Normalizer`
 * @example
 * ```ts
 * import { normalizer } from '@dlw/data'
 *
 * console.log(normalizer().fitTransform([[3, 4], [0, 0]])) // → [ [ 0.6, 0.8 ], [ 0, 0 ] ]
 * ```
 */
export function normalizer(options: NormalizerOptions = {}): TableTransformer<unknown> {
  const { norm = 'l2' } = options
  if (norm !== 'l1' && norm !== 'l2' && norm !== 'max') {
    throw new RangeError(
      `normalizer: expected norm to be 'l1', 'l2' or 'max', received norm=${norm}. Pass one of them.`,
    )
  }
  return new TableTransformer<Record<string, never>>({
    name: 'normalizer',
    options,
    learn: () => ({}),
    apply(table) {
      const columns = table.columns.map((name) => table.numbers(name))
      const lengths = new Float64Array(table.shape[0])
      for (const column of columns) {
        if (norm === 'l2') for (let row = 0; row < lengths.length; row++) lengths[row]! += column[row]! * column[row]!
        else if (norm === 'l1') for (let row = 0; row < lengths.length; row++) lengths[row]! += Math.abs(column[row]!)
        else
          for (let row = 0; row < lengths.length; row++) lengths[row] = Math.max(lengths[row]!, Math.abs(column[row]!))
      }
      for (let row = 0; row < lengths.length; row++) {
        if (Number.isNaN(lengths[row])) {
          throw new RangeError(
            `normalizer: expected numbers, received a missing value in row ${row}. Fill it with simpleImputer() first.`,
          )
        }
        lengths[row] = (norm === 'l2' ? Math.sqrt(lengths[row]!) : lengths[row]!) || 1
      }
      return mapNumbers(table, (values) => {
        const scaled = new Float64Array(values.length)
        for (let row = 0; row < values.length; row++) scaled[row] = values[row]! / lengths[row]!
        return scaled
      })
    },
  }) as TableTransformer<unknown>
}
