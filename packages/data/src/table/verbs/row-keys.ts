import { type Column, isMissing, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from './column-in.ts'
import { NumberIndex } from './number-index.ts'

/** Numbers keys in order of first appearance: equal values, equal numbers; missing values are equal. */
export interface KeyIndex {
  /** How many keys there are. */
  readonly size: number
  /** The number of the key in a row of these columns; a new one where it was not there. */
  add(columns: readonly Column[], row: number): number
  /** The number of the key in a row of these columns, or -1. */
  get(columns: readonly Column[], row: number): number
}

/** An index for keys of the kinds of these columns. */
export function keyIndex(columns: readonly Column[]): KeyIndex {
  if (columns.length === 1 && isNumeric(columns[0]!)) {
    const index = new NumberIndex()
    return {
      get size() {
        return index.size
      },
      add: (own, row) => index.add(own[0]![row] as number),
      get: (own, row) => index.get(own[0]![row] as number),
    }
  }
  const numbers = new Map<string | null, number>()
  const keyOf = columns.length === 1 ? (own: readonly Column[], row: number) => own[0]![row] as string | null : keyText
  return {
    get size() {
      return numbers.size
    },
    add(own, row) {
      const key = keyOf(own, row)
      const found = numbers.get(key)
      if (found !== undefined) return found
      numbers.set(key, numbers.size)
      return numbers.size - 1
    },
    get: (own, row) => numbers.get(keyOf(own, row)) ?? -1,
  }
}

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
  const index = keyIndex(columns)
  for (let row = 0; row < rowCount; row++) {
    const group = index.add(columns, row)
    groupOf[row] = group
    if (group < firstRows.length) continue
    firstRows.push(row)
    for (const column of columns) if (isMissing(column, row)) missing.add(group)
  }
  return { groupOf, firstRows, missing }
}

/** The values of a row as one text; different values, different texts. */
function keyText(columns: readonly Column[], row: number): string {
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
