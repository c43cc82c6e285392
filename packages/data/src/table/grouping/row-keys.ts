import { type Column, isNumeric } from '../column.ts'
import type { Columns } from '../table-types.ts'
import { columnIn } from '../verbs/column-in.ts'
import { NumberIndex, type ValueCodes } from './number-index.ts'
import { TextIndex } from './text-index.ts'

/** Numbers the distinct rows of some columns, and finds the rows of other columns among them. */
export interface RowIndex extends ValueCodes {
  /** Returns the number of each row, or -1 for one that the columns do not have. */
  find(columns: readonly Column[]): Int32Array
}

/** Indexes rows by the values of columns. Missing values are equal to each other. */
export function rowIndex(columns: readonly Column[]): RowIndex {
  const [first, ...others] = columns
  let all = columnIndex(first!)
  for (const column of others) all = pairIndex(all, columnIndex(column))
  return all
}

function columnIndex(column: Column): RowIndex {
  if (isNumeric(column)) {
    const index = new NumberIndex(column)
    return { codes: index.codes, firstRows: index.firstRows, find: ([own]) => index.find(own as Float64Array) }
  }
  const index = new TextIndex(column)
  return { codes: index.codes, firstRows: index.firstRows, find: ([own]) => index.find(own as (string | null)[]) }
}

/** More columns by one: the pairs of two numbers are numbers themselves. */
function pairIndex(left: RowIndex, right: RowIndex): RowIndex {
  const count = right.firstRows.length
  const index = new NumberIndex(pairs(left.codes, right.codes, count))
  return {
    codes: index.codes,
    firstRows: index.firstRows,
    find: (columns) => index.find(pairs(left.find(columns.slice(0, -1)), right.find(columns.slice(-1)), count)),
  }
}

function pairs(left: Int32Array, right: Int32Array, count: number): Float64Array {
  const numbers = new Float64Array(left.length)
  for (let row = 0; row < numbers.length; row++) {
    numbers[row] = left[row]! < 0 || right[row]! < 0 ? -1 : left[row]! * count + right[row]!
  }
  return numbers
}

/** Returns the columns with these names. */
export function columnsNamed(columns: Columns, names: readonly string[], verb: string): Column[] {
  return names.map((name) => columnIn(columns, name, verb))
}
