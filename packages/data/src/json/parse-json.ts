import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import type { Cell, ColumnValues } from '../table/column.ts'
import { Table } from '../table/table.ts'

/** Options of {@link parseJson} and {@link loadJson}. */
export interface ParseJsonOptions {
  /**
   * Layout of the table: `'records'`, an array of one object per row; `'columns'`, an object of one array per column
   * (or one object of values by row, as pandas writes); `'lines'`, one object per line. Defaults to the layout detected
   * from the start of the text.
   */
  orient?: 'records' | 'columns' | 'lines'
}

const orients = ['records', 'columns', 'lines']

/**
 * Parses a JSON table. Null and absent values are missing, true and false become 1 and 0, and a column with an integer
 * above 2**53 becomes text, so that no digit changes.
 *
 * @throws RangeError for text that is not JSON or not a table; TypeError for nested values, and for a column that mixes
 * numbers and text.
 *
 * @example
 * ```ts
 * import { parseJson } from '@dlw/data'
 *
 * parseJson('[{"species": "Adelie", "mass": 3750}, {"species": "Gentoo"}]').column('mass') // → Float64Array(2) [ 3750, NaN ]
 * parseJson('{"a": 1}\n{"a": 2}\n').shape // → [2, 1]
 * ```
 * @see pandas.read_json
 */
export function parseJson(text: string, options: ParseJsonOptions = {}): Table {
  rejectUnknownOptions('parseJson', options, ['orient'])
  const { orient = guessOrient(text) } = options
  if (!orients.includes(orient)) {
    throw new RangeError(
      `parseJson: expected orient to be ${orients.join(', ')}, received orient=${JSON.stringify(orient)}. Use one of these.`,
    )
  }
  if (orient === 'columns') return tableOf(columnsIn(parse(text, '')))
  const rows = orient === 'records' ? parse(text, '') : linesIn(text)
  if (!Array.isArray(rows)) {
    throw new RangeError(
      `parseJson: expected an array of rows, received ${shown(rows)}. Pass { orient: 'columns' } for an object of columns.`,
    )
  }
  const names = new Set<string>()
  for (const [place, row] of rows.entries()) {
    if (row === null || typeof row !== 'object' || Array.isArray(row)) {
      throw new RangeError(
        `parseJson: expected an object for each row, received ${shown(row)} in row ${place}. Write { "name": value }.`,
      )
    }
    for (const name of Object.keys(row)) names.add(name)
  }
  return tableOf(
    new Map(Array.from(names, (name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])])),
  )
}

function guessOrient(text: string): NonNullable<ParseJsonOptions['orient']> {
  if (/^\s*\[/.test(text)) return 'records'
  // An object that ends on the first line, followed by another: JSON lines.
  return /^\s*\{[^\n\r]*\}\s*[\n\r]\s*\{/.test(text) ? 'lines' : isOneRow(text) ? 'lines' : 'columns'
}

/** A single object of plain values is a row. */
function isOneRow(text: string): boolean {
  try {
    return Object.values(JSON.parse(text) as object).every((value) => value === null || typeof value !== 'object')
  } catch {
    return false
  }
}

function linesIn(text: string): unknown[] {
  const rows: unknown[] = []
  for (const [line, part] of text.split(/\r\n|\n|\r/).entries()) {
    if (part.trim() !== '') rows.push(parse(part, ` in line ${line + 1}`))
  }
  return rows
}

/** Marks integers that float64 would round. */
const mark = '\u0000integer '

function parse(text: string, where: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  // Strings are skipped as a whole; JSON.parse would have lost the digits.
  const marked = /\d{16}/.test(plain)
    ? plain.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (part) =>
        part.startsWith('"') || String(Number(part)) === part ? part : `"\\u0000integer ${part}"`,
      )
    : plain
  try {
    return JSON.parse(marked)
  } catch (cause) {
    throw new RangeError(
      `parseJson: expected JSON${where}, received ${JSON.stringify(plain.slice(0, 40))}: ${(cause as Error).message}. Pass { orient: 'lines' } where each line is a row.`,
      { cause },
    )
  }
}

function columnsIn(value: unknown): Map<string, unknown[]> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new RangeError(
      `parseJson: expected an object of columns, received ${shown(value)}. Pass { orient: 'records' } for an array of rows.`,
    )
  }
  return new Map(
    Object.entries(value).map(([name, column]) => {
      if (column === null || typeof column !== 'object') {
        throw new RangeError(
          `parseJson: expected an array of values in ${name}, received ${shown(column)}. Give one value per row.`,
        )
      }
      return [name, Object.values(column)]
    }),
  )
}

function tableOf(columns: ReadonlyMap<string, unknown[]>): Table {
  const made = new Map<string, ColumnValues>()
  for (const [name, values] of columns) {
    const cells = values.map((value, row) => toCell(value, name, row))
    const isLarge = cells.some((cell) => typeof cell === 'string' && cell.startsWith(mark))
    made.set(name, isLarge ? cells.map((cell) => (cell === null ? null : String(cell).replace(mark, ''))) : cells)
  }
  return Table.fromColumns(made)
}

function toCell(value: unknown, name: string, row: number): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  if (typeof value === 'boolean') return Number(value)
  throw new TypeError(
    `parseJson: expected numbers, texts or null, received ${shown(value)} in row ${row} of ${name}. Flatten nested values first.`,
  )
}

function shown(value: unknown): string {
  return Array.isArray(value) ? 'an array' : value !== null && typeof value === 'object' ? 'an object' : String(value)
}
