import { expectInteger } from '../../arguments/index.ts'
import { isNumeric } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { valueAt } from './categories.ts'
import { murmurHash } from './murmur-hash.ts'

/** Options of {@link hashingEncoder}. */
export interface HashingEncoderOptions {
  /** How many columns come out. Defaults to 32. */
  features?: number
  /** Whether half of the values are added with a minus, so that collisions cancel. Defaults to true. */
  alternateSign?: boolean
}

/**
 * Makes an encoder for category columns of very many values: each value adds 1 or −1 to the column that its hash names.
 * It learns nothing, so new values are no trouble, and different values may share a column.
 *
 * @see scikit-learn `feature_extraction.FeatureHasher(input_type='dict')`
 * @example
 * ```ts
 * import { hashingEncoder, Table } from '@dlw/data'
 *
 * const towns = Table.fromColumns({ town: ['Basel', 'Oslo', 'Basel'] })
 * const rows = hashingEncoder({ features: 4 }).fitTransform(towns).toArray()
 * console.log(rows.map((row) => row.join(' ')).join(' | ')) // → 0 0 0 1 | 0 0 -1 0 | 0 0 0 1
 * ```
 */
export function hashingEncoder(options: HashingEncoderOptions = {}): TableTransformer<unknown> {
  const { features = 32, alternateSign = true } = options
  expectInteger('hashingEncoder', 'features', features, { advice: 'Pass for example 32.' })
  return new TableTransformer<Record<string, never>>({
    name: 'hashingEncoder',
    options,
    learn: () => ({}),
    apply(table) {
      const columns = Array.from({ length: features }, () => new Float64Array(table.shape[0]))
      const add = (row: number, token: string, value: number): void => {
        const hash = murmurHash(token)
        const column = columns[Math.abs(hash) % features]!
        column[row] = column[row]! + (alternateSign && hash < 0 ? -value : value)
      }
      for (const name of table.columns) {
        const column = table.column(name)
        for (let row = 0; row < column.length; row++) {
          const value = valueAt(column, row)
          if (value === null) continue
          if (isNumeric(column)) add(row, name, value as number)
          else add(row, `${name}=${value}`, 1)
        }
      }
      return Table.fromColumns(new Map(columns.map((values, index) => [`hash_${index}`, values])))
    },
  }) as TableTransformer<unknown>
}
