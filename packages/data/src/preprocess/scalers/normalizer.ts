import type { ColumnValues } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'

/** Options of {@link normalizer}. */
export interface NormalizerOptions {
  /** What becomes 1 for each row: the root of its summed squares, its summed sizes, or its largest size. Defaults to 'l2'. */
  norm?: 'l1' | 'l2' | 'max'
}

/**
 * Makes a transformer that divides each row by its length, so that only the proportions of its numbers count. A row of
 * zeros stays. It learns nothing.
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
      const lengths = Float64Array.from({ length: table.shape[0] }, (_, row) => {
        let length = 0
        for (const column of columns) {
          const size = Math.abs(column[row]!)
          length = norm === 'max' ? Math.max(length, size) : length + (norm === 'l2' ? size * size : size)
        }
        if (Number.isNaN(length)) {
          throw new RangeError(
            `normalizer: expected numbers, received a missing value in row ${row}. Fill it with simpleImputer() first.`,
          )
        }
        return (norm === 'l2' ? Math.sqrt(length) : length) || 1
      })
      const entries = table.columns.map((name, place): [string, ColumnValues] => [
        name,
        columns[place]!.map((value, row) => value / lengths[row]!),
      ])
      return Table.fromColumns(new Map(entries))
    },
  }) as TableTransformer<unknown>
}
