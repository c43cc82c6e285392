import type { Column, ColumnValues } from '../../table/column.ts'
import { Table } from '../../table/table.ts'

/** A table whose columns are all numeric, each changed by its own function of its place. */
export function mapNumbers(table: Table, change: (values: Float64Array, place: number) => Float64Array): Table {
  return Table.fromColumns(
    new Map(table.columns.map((name, place): [string, ColumnValues] => [name, change(table.numbers(name), place)])),
  )
}

/** For each column of a table what a function makes of its values. */
export function eachColumn<Result>(table: Table, make: (values: Column, name: string) => Result): Result[] {
  return table.columns.map((name) => make(table.column(name), name))
}

/** The numbers of a column that are there, sorted. */
export function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort()
}
