import { readNumber } from '../csv/read-number.ts'
import type { TableNote } from './table-note.ts'

/** Non-numeric cells of a text column with mostly numeric values. */
export interface StrayTexts {
  /** Row numbers of these cells. */
  rows: number[]
  /** Number of numeric values. */
  numbers: number
}

/** Finds the few cells that keep a column from being numeric; returns undefined for a genuine text column. */
export function strayTexts(column: readonly (string | null)[]): StrayTexts | undefined {
  const rows: number[] = []
  let numbers = 0
  for (const [row, cell] of column.entries()) {
    if (cell === null) continue
    if (Number.isNaN(readNumber(cell))) rows.push(row)
    else numbers++
  }
  return rows.length > 0 && numbers >= rows.length ? { rows, numbers } : undefined
}

/** Creates the error for a text column where a numeric one is needed; names the offending cells if they are few. */
export function notNumeric(name: string, column: readonly (string | null)[], notes: readonly TableNote[]): TypeError {
  const start = `Table.numbers: expected a numeric column, received name=${JSON.stringify(name)}, which holds`
  const note = notes.find(({ column: own }) => own === name)
  if (note?.kind === 'largeInteger') {
    return new TypeError(`${start} integers above 2**53, kept as text so that no digit changes. ${note.message}`)
  }
  const stray = strayTexts(column)
  if (!stray) {
    const text = JSON.stringify(column.find((cell) => cell !== null))
    return new TypeError(`${start} text such as ${text}. Use labels() or oneHot() for classes.`)
  }
  const [row] = stray.rows
  const cell = column[row!]!
  const line = note?.value === cell && note.line !== undefined ? ` (line ${note.line} of the file)` : ''
  const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)
  return new TypeError(
    `${start} ${JSON.stringify(cell)} in row ${row}${line}; ${stray.numbers} of its ${stray.numbers + stray.rows.length} values are numbers. Where it stands for a missing value, read the file with { missing: { ${key}: [${JSON.stringify(cell)}] } }, or correct it with replace().`,
  )
}
