import { membersOf } from '../../split/class-indices.ts'
import { type Column, isNumeric } from '../column.ts'
import { columnsNamed, rowIndex } from '../grouping/row-keys.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** Options of `Table.shift`. */
export interface ShiftOptions {
  /** Number of rows to shift down; a negative number shifts up. Defaults to 1. */
  by?: number
  /** Columns to group by: values are shifted within groups only, such as within one station. Defaults to none. */
  within?: string | readonly string[]
  /** Name of the new column. Defaults to replacing the column. */
  as?: string
}

/** Shifts the values of a column down; vacated rows become missing. */
export function shift(columns: Columns, rowCount: number, name: string, { by = 1, within }: ShiftOptions): Column {
  const column = columnIn(columns, name, 'shift')
  if (!Number.isInteger(by)) {
    throw new RangeError(`Table.shift: expected by to be an integer, received by=${by}. Use for example 1.`)
  }
  const numeric = isNumeric(column)
  const shifted = numeric ? new Float64Array(rowCount).fill(Number.NaN) : new Array<string | null>(rowCount).fill(null)
  const put = (row: number, from: number): void => {
    shifted[row] = column[from] as never
  }
  if (within === undefined) {
    for (let row = Math.max(0, by); row < Math.min(rowCount, rowCount + by); row++) put(row, row - by)
    return shifted
  }
  const { codes, firstRows } = rowIndex(columnsNamed(columns, [within].flat(), 'shift'))
  for (const rows of membersOf({ classes: Array.from(firstRows), indices: codes })) {
    for (let place = Math.max(0, by); place < Math.min(rows.length, rows.length + by); place++) {
      put(rows[place]!, rows[place - by]!)
    }
  }
  return shifted
}
