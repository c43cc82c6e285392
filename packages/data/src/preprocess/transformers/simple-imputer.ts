import { type Cell, type Column, type ColumnValues, countMissing, isMissing, isNumeric } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { fillGaps, modeOf } from '../../table/verbs/fill-missing.ts'
import { valueAt } from '../encoders/categories.ts'
import { quantiles } from '../quantiles.ts'
import { moments } from '../scalers/moments.ts'
import { eachColumn } from './map-columns.ts'
import { TableTransformer } from './table-transformer.ts'

/** Options of {@link simpleImputer}. */
export interface SimpleImputerOptions {
  /** Replacement for missing values. Defaults to 'mean'. */
  strategy?: 'mean' | 'median' | 'mostFrequent' | 'constant'
  /** The value for `strategy: 'constant'`. Defaults to 0 for numbers and 'missing_value' for text. */
  fillValue?: number | string
  /** Whether to add a 0/1 indicator column for each column with missing values in training. Defaults to false. */
  addIndicator?: boolean
}

interface Fitted {
  fills: Cell[]
  /** Whether each column had missing values in training. */
  gaps: boolean[]
}

const strategies = ['mean', 'median', 'mostFrequent', 'constant']

/**
 * Creates an imputer that fills missing values with a statistic of the training rows: the mean, the median, or the most
 * frequent value (the smallest one in a tie); or with a constant.
 *
 * @throws RangeError for an unknown strategy.
 * @see scikit-learn `impute.SimpleImputer`
 * @example
 * ```ts
 * import { simpleImputer, Table } from '@dlw/data'
 *
 * const imputer = simpleImputer({ strategy: 'median' }).fit(Table.fromColumns({ age: [20, 30, 70] }))
 * console.log(imputer.transform(Table.fromColumns({ age: [null, 41] })).toArray()) // → [ [ 30 ], [ 41 ] ]
 * ```
 */
export function simpleImputer(options: SimpleImputerOptions = {}): TableTransformer<unknown> {
  const { strategy = 'mean', fillValue, addIndicator = false } = options
  if (!strategies.includes(strategy)) {
    throw new RangeError(
      `simpleImputer: expected strategy to be ${strategies.join(', ')}, received strategy=${strategy}. Pass one of them.`,
    )
  }
  return new TableTransformer<Fitted>({
    name: 'simpleImputer',
    options,
    learn: (table) => ({
      fills: eachColumn(table, (column, name) => fillOf(column, name, strategy, fillValue)),
      gaps: eachColumn(table, (column) => countMissing(column) > 0),
    }),
    apply(table, { fills, gaps }) {
      const filled = table.columns.map((name, place): [string, ColumnValues] => {
        const column = table.column(name)
        // A text column with only missing values is read as numeric.
        const isText = typeof fills[place] === 'string'
        if (isNumeric(column) && !isText) {
          return [name, fillGaps(column, fills[place] as number)]
        }
        return [name, Array.from({ length: column.length }, (_, row) => valueAt(column, row) ?? fills[place]!)]
      })
      const indicators = table.columns.flatMap((name, place): [string, ColumnValues][] => {
        if (!addIndicator || !gaps[place]) return []
        const column = table.column(name)
        return [
          [
            `missingindicator_${name}`,
            Float64Array.from({ length: column.length }, (_, row) => Number(isMissing(column, row))),
          ],
        ]
      })
      return Table.fromColumns(new Map([...filled, ...indicators]))
    },
  }) as TableTransformer<unknown>
}

function fillOf(column: Column, name: string, strategy: string, fillValue: number | string | undefined): Cell {
  if (strategy === 'constant') return fillValue ?? (isNumeric(column) ? 0 : 'missing_value')
  if (countMissing(column) === column.length) {
    throw new RangeError(
      `simpleImputer: expected a value in column "${name}", received ${column.length} missing ones. Drop the column, or pass { strategy: 'constant', fillValue }.`,
    )
  }
  if (strategy === 'mostFrequent') return modeOf(column)
  if (!isNumeric(column)) {
    throw new TypeError(
      `simpleImputer: expected numbers for strategy '${strategy}', received column "${name}", which holds text. Use 'mostFrequent' or 'constant' for it.`,
    )
  }
  return strategy === 'mean' ? moments(column).mean : quantiles(column, [0.5])[0]!
}
