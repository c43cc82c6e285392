import { type Column, isMissing, takeColumn } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { type Aggregations, aggregateGroups } from '../verbs/aggregation.ts'
import { columnIn } from '../verbs/column-in.ts'
import { sortedRows } from '../verbs/sorted-rows.ts'
import { columnsNamed, rowIndex } from './row-keys.ts'

/** Throws if no column to group by is given. */
export function checkGroupNames(columns: Columns, names: readonly string[]): void {
  columnsNamed(columns, names, 'groupBy')
  if (names.length > 0) return
  throw new RangeError(
    'Table.groupBy: expected the name of at least one column, received none. Name what tells the groups apart.',
  )
}

/** Returns one row per group, sorted by key: its keys and the aggregated values. Rows with a missing key are left out. */
export function aggregateBy(
  columns: Columns,
  names: readonly string[],
  aggregations: Aggregations,
): Map<string, Column> {
  const keyColumns = columnsNamed(columns, names, 'groupBy')
  const { codes, firstRows } = rowIndex(keyColumns)
  const firsts = firstRows.filter((row) => !keyColumns.some((column) => isMissing(column, row)))
  const unsorted = new Map(names.map((name) => [name, takeColumn(columns.get(name)!, firsts)]))
  const order = sortedRows(unsorted, firsts.length, names, {})
  const keys = new Map([...unsorted].map(([name, column]) => [name, takeColumn(column, order)]))
  const groupOfCode = new Int32Array(firstRows.length).fill(-1)
  for (const [group, place] of order.entries()) groupOfCode[codes[firsts[place]!]!] = group
  const groupOf = codes.map((code) => groupOfCode[code]!)
  const take = (name: string): Column => columnIn(columns, name, 'groupBy.aggregate')
  return aggregateGroups(keys, { groupOf, count: firsts.length }, aggregations, take, 'Table.groupBy.aggregate')
}
