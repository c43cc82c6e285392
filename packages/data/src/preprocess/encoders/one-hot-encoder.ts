import { type ColumnValues, isNumeric } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { eachColumn } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { type Category, categoriesOf, categoryText, codesOf, expectKnown } from './categories.ts'

/** Options of {@link oneHotEncoder}. */
export interface OneHotEncoderOptions {
  /** What becomes of a value that the training rows did not have: an error, or a row of zeros. Defaults to 'error'. */
  unknown?: 'error' | 'ignore'
  /** Leaves out one column per category column: the first, or the first where there are two. Defaults to none. */
  drop?: 'first' | 'ifBinary'
}

interface Fitted {
  categories: Category[][]
  /** Whether each column holds numbers. */
  numeric: boolean[]
}

/**
 * Makes an encoder that turns each category column into a column of zeros and ones for each of its values. A missing
 * value is a category of its own.
 *
 * @see scikit-learn `preprocessing.OneHotEncoder`; {@link oneHot} for labels
 * @example
 * ```ts
 * import { oneHotEncoder, Table } from '@dlw/data'
 *
 * const encoder = oneHotEncoder({ unknown: 'ignore' }).fit(Table.fromColumns({ port: ['S', 'C', 'S'] }))
 * console.log(encoder.featureNames()) // → [ 'port_C', 'port_S' ]
 * console.log(encoder.transform(Table.fromColumns({ port: ['S', 'Q'] })).toArray()) // → [ [ 0, 1 ], [ 0, 0 ] ]
 * ```
 */
export function oneHotEncoder({ unknown = 'error', drop }: OneHotEncoderOptions = {}): TableTransformer<unknown> {
  const first = (categories: readonly Category[]): number =>
    drop === 'first' || (drop === 'ifBinary' && categories.length === 2) ? 1 : 0
  return new TableTransformer<Fitted>({
    name: 'oneHotEncoder',
    options: { unknown, ...(drop && { drop }) },
    learn: (table) => ({
      categories: eachColumn(table, categoriesOf),
      numeric: eachColumn(table, isNumeric),
    }),
    apply(table, { categories, numeric }) {
      const columns = table.columns.flatMap((name, place) => {
        const known = categories[place]!
        const column = table.column(name)
        const codes = codesOf(column, known)
        if (unknown === 'error') {
          const advice = "Fit on rows that have it, or pass { unknown: 'ignore' }."
          expectKnown('oneHotEncoder', name, { column, codes, categories: known }, advice)
        }
        return known.slice(first(known)).map((category, index): [string, ColumnValues] => {
          const code = index + first(known)
          return [
            `${name}_${categoryText(category, numeric[place]!)}`,
            Float64Array.from(codes, (each) => Number(each === code)),
          ]
        })
      })
      return Table.fromColumns(new Map(columns))
    },
    invert(table, { categories }, columns) {
      const features = table.columns.map((name) => table.numbers(name))
      let start = 0
      const restored = columns.map((name, place): [string, ColumnValues] => {
        const known = categories[place]!
        const own = features.slice(start, start + known.length - first(known))
        start += own.length
        const values = Array.from({ length: table.shape[0] }, (_, row) => {
          const index = own.findIndex((feature) => feature[row] === 1)
          if (index >= 0) return known[index + first(known)]!
          return first(known) > 0 ? known[0]! : null
        })
        return [name, values]
      })
      return Table.fromColumns(new Map(restored))
    },
  }) as TableTransformer<unknown>
}
