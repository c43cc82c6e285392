import { type DateOptions, readDates } from '../dates/read-dates.ts'
import type { Column } from '../table/column.ts'
import type { TableNote } from '../table/table-note.ts'
import type { ColumnType } from './csv-options.ts'
import type { MissingValues } from './missing-values.ts'
import { isLargeInteger, type NumberFormat, readNumber, readNumberAt } from './read-number.ts'
import { readTexts } from './read-texts.ts'
import { fieldText, type Records } from './records.ts'

/** Settings for reading a column. */
export interface ReadColumnOptions extends DateOptions {
  /** Name, for messages. */
  name: string
  /** Index in each record. */
  column: number
  /** The records that are rows, in order. */
  rows: Int32Array
  type: ColumnType | undefined
  missing: MissingValues
  format: NumberFormat
}

/** A column and the notes on it. */
export interface ReadColumn {
  values: Column
  note?: TableNote
}

/**
 * Reads one column of records as its type, or as numbers if all values are numeric and as text otherwise.
 *
 * @throws RangeError with cell and line for a cell that does not match the type.
 */
export function readColumn(records: Records, options: ReadColumnOptions): ReadColumn {
  const { type } = options
  if (type === 'text' || type === 'category') return { values: readTexts(records, options) }
  if (type === 'boolean') return { values: readBooleans(records, options) }
  if (type === 'date') {
    const { name, rows } = options
    const lineOf = (row: number): number => records.lines[rows[row]!]!
    return { values: readDates(readTexts(records, options), { ...options, where: `parseCsv: ${name}`, lineOf }) }
  }
  return readNumbers(records, options)
}

function readNumbers(records: Records, options: ReadColumnOptions): ReadColumn {
  const { bounds, firstField, cleaned } = records
  const { column, rows, missing, format, type, name } = options
  const values = new Float64Array(rows.length)
  const hasCodes = missing.numbers.size > 0
  const emptyIsMissing = missing.texts.has('')
  let large = -1
  for (let row = 0; row < rows.length; row++) {
    const record = rows[row]!
    const field = firstField[record]! + column
    if (field >= firstField[record + 1]!) {
      values[row] = Number.NaN
      continue
    }
    const start = bounds[2 * field]!
    const end = bounds[2 * field + 1]!
    const special = cleaned.size > 0 ? cleaned.get(field) : undefined
    const value = special === undefined ? readNumberAt(records, start, end, format) : readNumber(special, format)
    values[row] = value
    if (value - value === 0 && !hasCodes) {
      if (large < 0 && (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)) {
        if (isLargeInteger(fieldText(records, field))) large = row
      }
      continue
    }
    if (hasCodes && missing.numbers.has(value)) values[row] = Number.NaN
    else if (Number.isNaN(value) && !(start === end && emptyIsMissing)) {
      const cell = fieldText(records, field)
      if (!missing.texts.has(cell)) {
        if (type === 'number') throw notNumeric(records, options, row)
        return readMixed(records, options, row)
      }
    } else if (large < 0 && isLargeInteger(fieldText(records, field))) large = row
  }
  if (large < 0 || type === 'number' || !allIntegers(records, options)) return { values }
  const line = records.lines[rows[large]!]!
  const cell = cellText(records, options, large)!
  return {
    values: readTexts(records, options),
    note: {
      kind: 'largeInteger',
      column: name,
      value: cell,
      line,
      message: `${name}: ${cell} in line ${line} is an integer above 2**53, which numbers would round, so the column is text. Pass { types: { ${JSON.stringify(name)}: 'number' } } to round.`,
    },
  }
}

function allIntegers(records: Records, options: ReadColumnOptions): boolean {
  for (let row = 0; row < options.rows.length; row++) {
    const cell = cellText(records, options, row)
    if (cell !== null && !/^\s*[+-]?\d+\s*$/.test(cell)) return false
  }
  return true
}

/** Reads a column as text because the cell in row `wrong` is not a number; adds a note if most cells are numbers. */
function readMixed(records: Records, options: ReadColumnOptions, wrong: number): ReadColumn {
  const values = readTexts(records, options)
  const numbers = countNumbers(records, options)
  if (2 * numbers.count < numbers.present || numbers.present < 2) return { values }
  const { name, rows } = options
  const line = records.lines[rows[wrong]!]!
  const value = fieldText(records, records.firstField[rows[wrong]!]! + options.column)
  return {
    values,
    note: {
      kind: 'notNumber',
      column: name,
      value,
      line,
      message: `${name}: ${JSON.stringify(value)} in line ${line} is no number, as ${numbers.count} of ${numbers.present} values are, so the column is text. ${wayOut(name, value)}`,
    },
  }
}

function notNumeric(records: Records, options: ReadColumnOptions, wrong: number): RangeError {
  const { name, rows } = options
  const numbers = countNumbers(records, options)
  const value = fieldText(records, records.firstField[rows[wrong]!]! + options.column)
  return new RangeError(
    `parseCsv: expected numbers in ${name}, received ${JSON.stringify(value)} in line ${records.lines[rows[wrong]!]}; ${numbers.count} of ${numbers.present} values are numbers. ${wayOut(name, value)}`,
  )
}

/** Advice for a cell that is not a number. */
function wayOut(name: string, value: string): string {
  const column = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)
  return `Where it stands for a missing value, read the file with { missing: { ${column}: [${JSON.stringify(value)}] } }; where the column is text, with { types: { ${column}: 'text' } }.`
}

/** Counts the non-missing values of a column, and those that are numbers. */
function countNumbers(records: Records, options: ReadColumnOptions): { count: number; present: number } {
  let count = 0
  let present = 0
  for (let row = 0; row < options.rows.length; row++) {
    const cell = cellText(records, options, row)
    if (cell === null) continue
    present++
    if (!Number.isNaN(readNumber(cell, options.format))) count++
    // Mostly text: the rest does not matter.
    if (present > 1000 && 4 * count < present) break
  }
  return { count, present }
}

function cellText(records: Records, { column, rows, missing }: ReadColumnOptions, row: number): string | null {
  const record = rows[row]!
  const field = records.firstField[record]! + column
  if (field >= records.firstField[record + 1]!) return null
  const cell = fieldText(records, field)
  return missing.texts.has(cell) ? null : cell
}

const truths: Readonly<Record<string, number>> = {
  true: 1,
  t: 1,
  yes: 1,
  y: 1,
  1: 1,
  false: 0,
  f: 0,
  no: 0,
  n: 0,
  0: 0,
}

function readBooleans(records: Records, options: ReadColumnOptions): Float64Array {
  const values = new Float64Array(options.rows.length)
  for (let row = 0; row < values.length; row++) {
    const cell = cellText(records, options, row)
    const value = cell === null ? Number.NaN : truths[cell.trim().toLowerCase()]
    if (value === undefined) {
      throw new RangeError(
        `parseCsv: expected true, false, yes, no, 1 or 0 in ${options.name}, received ${JSON.stringify(cell)} in line ${records.lines[options.rows[row]!]}. Read it as text, or name it in missing.`,
      )
    }
    values[row] = value
  }
  return values
}
