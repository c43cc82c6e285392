import type { Column, Table } from '@dlw/data'

/** What can be said of a column without its values. */
export interface ColumnKind {
  name: string
  isNumber: boolean
  missing: number
  distinct: number
}

/** Describes the columns of a table. */
export function columnKinds(table: Table): ColumnKind[] {
  const missing = table.missingCount()
  return table.columns.map((name) => {
    const column = table.column(name)
    const counts = table.groupBy(name).aggregate({ [name]: ['size'] }).shape[0]
    return { name, isNumber: isNumbers(column), missing: missing[name]!, distinct: counts }
  })
}

/** Whether a column is to be predicted as classes: text, or few whole numbers. */
export function isClasses(table: Table, { name, isNumber, distinct }: ColumnKind): boolean {
  return (
    !isNumber ||
    (distinct <= 10 && table.numbers(name).every((value) => Number.isNaN(value) || Number.isInteger(value)))
  )
}

/** Whether numbers count the rows: such a column says nothing about the next row. */
export function isRowNumber(values: Float64Array): boolean {
  return values.length > 2 && values.every((value, row) => value === values[0]! + row)
}

/** Shows a value as text; a missing one as nothing. */
export function shownCell(value: number | string | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? '' : String(value)
}

const isNumbers = (column: Column): column is Float64Array => column instanceof Float64Array
