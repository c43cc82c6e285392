import type { ColumnValues } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { eachColumn } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { type Category, categoriesOf, codesOf, expectKnown } from './categories.ts'

/** Options of {@link ordinalEncoder}. */
export interface OrdinalEncoderOptions {
  /** The values of a column in their order, by its name: `{ size: ['S', 'M', 'L'] }`. Defaults to those found, sorted. */
  categories?: Readonly<Record<string, readonly (string | number)[]>>
  /** What becomes of a value that the training rows did not have: an error, or this number. Defaults to 'error'. */
  unknown?: 'error' | number
}

interface Fitted {
  categories: Category[][]
}

/**
 * Makes an encoder that turns each category column into whole numbers: 0 for its first value. A missing value stays
 * missing.
 *
 * @throws RangeError for an `unknown` number that stands for a category.
 * @see scikit-learn `preprocessing.OrdinalEncoder`
 * @example
 * ```ts
 * import { ordinalEncoder, Table } from '@dlw/data'
 *
 * const shirts = Table.fromColumns({ size: ['M', 'S', 'L'] })
 * console.log(ordinalEncoder({ categories: { size: ['S', 'M', 'L'] } }).fitTransform(shirts).toArray()) // → [ [ 1 ], [ 0 ], [ 2 ] ]
 * ```
 */
export function ordinalEncoder(options: OrdinalEncoderOptions = {}): TableTransformer<unknown> {
  const { categories: given = {}, unknown = 'error' } = options
  return new TableTransformer<Fitted>({
    name: 'ordinalEncoder',
    options,
    learn(table) {
      for (const name of Object.keys(given)) table.column(name)
      const categories = eachColumn(table, (column, name) => {
        const known = given[name] ? [...given[name]] : categoriesOf(column).filter((category) => category !== null)
        const codes = codesOf(column, [...known, null])
        expectKnown('ordinalEncoder', name, { column, codes, categories: known }, 'Add it to categories.')
        if (typeof unknown === 'number' && unknown >= 0 && unknown < known.length) {
          throw new RangeError(
            `ordinalEncoder: expected unknown to be a number that no category of "${name}" has, received unknown=${unknown}. Pass for example -1.`,
          )
        }
        return known
      })
      return { categories }
    },
    apply(table, { categories }) {
      const columns = table.columns.map((name, place): [string, ColumnValues] => {
        const known = categories[place]!
        const column = table.column(name)
        const codes = codesOf(column, [...known, null])
        if (unknown === 'error') {
          const advice = 'Fit on rows that have it, or pass a number as unknown.'
          expectKnown('ordinalEncoder', name, { column, codes, categories: known }, advice)
        }
        const numbers = Float64Array.from(codes, (code) => {
          if (code === known.length) return Number.NaN
          return code < 0 ? (unknown as number) : code
        })
        return [name, numbers]
      })
      return Table.fromColumns(new Map(columns))
    },
    invert(table, { categories }, columns) {
      const restored = columns.map((name, place): [string, ColumnValues] => [
        name,
        Array.from(table.numbers(name), (code) => categories[place]![code] ?? null),
      ])
      return Table.fromColumns(new Map(restored))
    },
  }) as TableTransformer<unknown>
}
