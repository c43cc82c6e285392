import { type Column, type ColumnValues, isNumeric } from '../../table/column.ts'
import { ownedTable, Table } from '../../table/table.ts'
import { eachColumn } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { type Category, categoriesOf, categoryText, codesOf, expectKnown } from './categories.ts'

/** Options of {@link oneHotEncoder}. */
export interface OneHotEncoderOptions {
  /**
   * What to do with a value that did not occur in training: throw an error, or ignore it (all zeros). Defaults to
   * 'error'.
   */
  unknown?: 'error' | 'ignore'
  /**
   * Which output column of each category column to drop: the first, or the first only for two categories. Defaults to
   * none.
   */
  drop?: 'first' | 'ifBinary'
}

interface Fitted {
  categories: Category[][]
  /** Whether each column is numeric. */
  numeric: boolean[]
}

/**
 * Creates an encoder that replaces each category column by one 0/1 column per category. A missing value is a category
 * of its own.
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
        const features = known.map(() => new Float64Array(codes.length))
        for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) features[codes[row]!]![row] = 1
        return features.slice(first(known)).map((feature, index): [string, Column] => {
          const category = known[index + first(known)]!
          return [`${name}_${categoryText(category, numeric[place]!)}`, feature]
        })
      })
      return ownedTable(new Map(columns), table.shape[0])
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
