import { type Column, isMissing } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'

/** For each row the number of its group of equal keys, and the first row of each group. */
export interface RowKeys {
  groupOf: Int32Array
  /** In order of first appearance. */
  firstRows: number[]
  /** The groups whose key has a missing value. */
  missing: Set<number>
}

/** Numbers rows by the values of columns: equal values, equal numbers. */
export function rowKeys(columns: readonly Column[], rowCount: number): RowKeys {
  const groupOf = new Int32Array(rowCount)
  const firstRows: number[] = []
  const missing = new Set<number>()
  const seen = new Map<unknown, number>()
  const [only] = columns
  for (let row = 0; row < rowCount; row++) {
    const key = columns.length === 1 ? only![row] : keyText(columns, row)
    let group = seen.get(key)
    if (group === undefined) {
      group = firstRows.length
      seen.set(key, group)
      firstRows.push(row)
      if (columns.some((column) => isMissing(column, row))) missing.add(group)
    }
    groupOf[row] = group
  }
  return { groupOf, firstRows, missing }
}

/** The values of a row as one text; different values, different texts. */
export function keyText(columns: readonly Column[], row: number): string {
  let text = ''
  for (const column of columns) {
    const value = column[row]
    text += typeof value === 'string' ? `${value.length}:${value}` : value === null ? 'n' : `#${value};`
  }
  return text
}

/** The columns of these names. */
export function columnsNamed(columns: Columns, names: readonly string[], verb: string): Column[] {
  return names.map((name) => columnIn(columns, name, verb))
}
