import { membersOf } from '../../split/class-indices.ts'
import { type Column, takeColumn, toColumn } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { type Aggregations, aggregateGroups } from './aggregation.ts'
import { columnIn } from './column-in.ts'
import { columnsNamed, rowKeys } from './row-keys.ts'
import { sortedRows } from './sorted-rows.ts'

/** Throws if no column to group by is given. */
export function checkGroupNames(columns: Columns, names: readonly string[]): void {
  columnsNamed(columns, names, 'groupBy')
  if (names.length > 0) return
  throw new RangeError(
    'Table.groupBy: expected the name of at least one column, received none. Name what tells the groups apart.',
  )
}

/** Returns the rows of each group and the key columns, sorted by key; rows with a missing key are left out. */
export function groupRows(
  columns: Columns,
  rowCount: number,
  names: readonly string[],
): { keys: Map<string, Column>; groups: Int32Array[] } {
  const { groupOf, firstRows, missing } = rowKeys(columnsNamed(columns, names, 'groupBy'), rowCount)
  const rows = membersOf({ classes: firstRows, indices: groupOf })
  const kept = firstRows.flatMap((row, group) => (missing.has(group) ? [] : [{ row, rows: rows[group]! }]))
  const firsts = kept.map(({ row }) => row)
  const keys = new Map(names.map((name) => [name, takeColumn(columns.get(name)!, firsts)]))
  const order = sortedRows(keys, kept.length, names, {})
  return {
    keys: new Map([...keys].map(([name, column]) => [name, takeColumn(column, order)])),
    groups: Array.from(order, (place) => kept[place]!.rows),
  }
}

/** Returns one row per group: its keys and the aggregated values. */
export function aggregateBy(
  columns: Columns,
  rowCount: number,
  names: readonly string[],
  aggregations: Aggregations,
): Map<string, Column> {
  const where = 'Table.groupBy.aggregate'
  const { keys, groups } = groupRows(columns, rowCount, names)
  const take = (name: string): Column => columnIn(columns, name, 'groupBy.aggregate')
  const made = aggregateGroups(keys, groups, aggregations, take, where)
  const values = [...made].map(([name, cells]): [string, Column] => [
    name,
    toColumn(cells, `${where}: expected values of one kind in ${JSON.stringify(name)}`),
  ])
  return new Map([...keys, ...values])
}
