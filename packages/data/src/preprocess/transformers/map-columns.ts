import type { Column } from '../../table/column.ts'
import { ownedTable, type Table } from '../../table/table.ts'

/** Maps the values of each column of a numeric table by a function for its index. */
export function mapNumbers(table: Table, change: (values: Float64Array, place: number) => Float64Array): Table {
  const columns = table.columns.map((name, place): [string, Column] => [name, change(table.numbers(name), place)])
  return ownedTable(new Map(columns), table.shape[0])
}

/** Returns the result of a function for the values of each column. */
export function eachColumn<Result>(table: Table, make: (values: Column, name: string) => Result): Result[] {
  return table.columns.map((name) => make(table.column(name), name))
}

/** Returns the non-missing numbers of a column, sorted. */
export function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort()
}
