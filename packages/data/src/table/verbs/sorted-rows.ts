import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'
import { stableOrder } from './stable-order.ts'

/** Options of `Table.sort`. */
export interface SortOptions {
  /** Whether to sort in descending order, for all columns or for each. Defaults to false. */
  descending?: boolean | readonly boolean[]
}

/** Returns row numbers sorted by columns, the first taking precedence. The sort is stable; missing values come last. */
export function sortedRows(
  columns: Columns,
  rowCount: number,
  names: readonly string[],
  { descending = false }: SortOptions,
): Uint32Array {
  if (names.length === 0) {
    throw new RangeError('Table.sort: expected the name of at least one column, received none. Name what to sort by.')
  }
  const directions = typeof descending === 'boolean' ? names.map(() => descending) : descending
  if (directions.length !== names.length) {
    throw new RangeError(
      `Table.sort: expected descending for each of ${names.length} columns, received ${directions.length}. Give one for all, or one for each.`,
    )
  }
  // Sorts by the least significant column first: later stable sorts keep that order among equal rows.
  let rows: Uint32Array = Uint32Array.from({ length: rowCount }, (_, row) => row)
  for (let place = names.length - 1; place >= 0; place--) {
    rows = stableOrder(rows, columnIn(columns, names[place]!, 'sort'), directions[place]!)
  }
  return rows
}
