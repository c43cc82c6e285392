import type { Column, ColumnValues } from '../../table/column.ts'
import { ownedTable, Table } from '../../table/table.ts'
import { eachColumn } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { type Category, categoriesOf, codesOf, expectKnown } from './categories.ts'

/** Options of {@link ordinalEncoder}. */
export interface OrdinalEncoderOptions {
  /** Ordered categories by column name: `{ size: ['S', 'M', 'L'] }`. Defaults to the sorted values of each column. */
  categories?: Readonly<Record<string, readonly (string | number)[]>>
  /**
   * What to do with a value that did not occur in training: throw an error, or encode it as this number. Defaults to
   * 'error'.
   */
  unknown?: 'error' | number
}

interface Fitted {
  categories: Category[][]
}

/**
 * Creates an encoder that replaces categories by integers, 0 for the first one. Missing values stay missing.
 *
 * @throws RangeError for an `unknown` number that is also the number of a category.
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
      const columns = table.columns.map((name, place): [string, Column] => {
        const known = categories[place]!
        const column = table.column(name)
        const codes = codesOf(column, [...known, null])
        if (unknown === 'error') {
          const advice = 'Fit on rows that have it, or pass a number as unknown.'
          expectKnown('ordinalEncoder', name, { column, codes, categories: known }, advice)
        }
        const numbers = new Float64Array(codes.length)
        for (let row = 0; row < codes.length; row++) {
          const code = codes[row]!
          numbers[row] = code === known.length ? Number.NaN : code < 0 ? (unknown as number) : code
        }
        return [name, numbers]
      })
      return ownedTable(new Map(columns), table.shape[0])
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
