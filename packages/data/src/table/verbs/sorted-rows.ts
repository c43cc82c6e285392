import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'
import { stableOrder } from './stable-order.ts'

/** Options of `Table.sort`. */
export interface SortOptions {
  /** Whether the largest comes first; one for all columns, or one for each. Defaults to false. */
  descending?: boolean | readonly boolean[]
}

/** The rows in the order of columns: the first decides, then the second; equal rows keep their order, gaps come last. */
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
  // The column that decides last is sorted by first: later sorts keep the order of equal rows.
  let rows: Uint32Array = Uint32Array.from({ length: rowCount }, (_, row) => row)
  for (let place = names.length - 1; place >= 0; place--) {
    rows = stableOrder(rows, columnIn(columns, names[place]!, 'sort'), directions[place]!)
  }
  return rows
}
