import { type Column, isMissing, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

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
  const comparisons = names.map((name, place) => comparison(columnIn(columns, name, 'sort'), directions[place]!))
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  return rows.sort((a, b) => {
    for (const compare of comparisons) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return a - b
  })
}

function comparison(column: Column, descending: boolean): (a: number, b: number) => number {
  const sign = descending ? -1 : 1
  if (isNumeric(column)) {
    return (a, b) => {
      const [left, right] = [column[a]!, column[b]!]
      if (left < right) return -sign
      if (left > right) return sign
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    }
  }
  return (a, b) => {
    if (isMissing(column, a) || isMissing(column, b)) return Number(isMissing(column, a)) - Number(isMissing(column, b))
    const [left, right] = [column[a]!, column[b]!]
    return left < right ? -sign : left > right ? sign : 0
  }
}
