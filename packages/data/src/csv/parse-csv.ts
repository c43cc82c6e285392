import Papa from 'papaparse'
import { type Column, toColumn } from '../table/column.ts'
import { Table } from '../table/table.ts'

/** Options of {@link parseCsv} and {@link loadCsv}. */
export interface ParseCsvOptions {
  /** What separates the fields. Defaults to `','`. */
  separator?: string
  /** The column names, for text without a header line. Defaults to the fields of the first line. */
  columns?: readonly string[]
}

/** What pandas reads as a missing value. */
const gaps = new Set(
  ',#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null'.split(','),
)

/**
 * Reads CSV text: a header line of column names, then one line per row. A column whose values are all numbers becomes
 * numeric; what pandas takes for a missing value (nothing, `NA`, `NaN`, `null`, …) is missing. Blank lines are skipped.
 *
 * @param text The content of the file; quoted fields may hold separators, quotes and line ends.
 * @returns A table `[rows, columns]`.
 * @throws RangeError with the line number for a line with too many or too few fields, a missing header, a column name
 * that is empty or comes twice, or a quote that does not end.
 *
 * @example
 * ```ts
 * import { parseCsv } from '@dlw/data'
 *
 * const table = parseCsv('species,mass_g\nAdelie,3750\nGentoo,NA\n')
 * table.column('mass_g') // → Float64Array(2) [ 3750, NaN ]
 * ```
 * @see pandas.read_csv
 */
export function parseCsv(text: string, { separator = ',', columns }: ParseCsvOptions = {}): Table {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator })
  const broken = errors.find((error) => error.type === 'Quotes')
  if (broken) {
    throw new RangeError(
      `parseCsv: expected a closing quote, received none for the one in line ${lineOf(data, broken.row ?? 0)}. Write a quote inside a field twice.`,
    )
  }
  const filled = data.flatMap((row, index) => (row.length === 1 && row[0]!.trim() === '' ? [] : [index]))
  const names = columns ?? readHeader(data, filled.shift())
  checkNames(names)
  for (const index of filled) {
    const found = data[index]!.length
    if (found !== names.length) {
      throw new RangeError(
        `parseCsv: expected ${names.length} fields in line ${lineOf(data, index)}, received ${found}. Quote fields that hold a separator, and leave missing ones empty.`,
      )
    }
  }
  const made = names.map((name, column): [string, Column] => [
    name,
    readColumn(
      filled.map((index) => data[index]![column]!),
      name,
    ),
  ])
  return Table.fromColumns(new Map(made))
}

function readHeader(data: readonly string[][], first: number | undefined): string[] {
  if (first === undefined) {
    throw new RangeError('parseCsv: expected a header line, received empty text. Check that the file was read.')
  }
  const names = data[first]!.map((name) => name.trim())
  if (names.every((name) => name !== '' && !Number.isNaN(toNumber(name)))) {
    throw new RangeError(
      `parseCsv: expected column names in line ${lineOf(data, first)}, received only numbers: ${names.slice(0, 4).join(', ')}. Pass the names as { columns } when the file has no header.`,
    )
  }
  return names
}

function checkNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const [index, name] of names.entries()) {
    if (name === '') {
      throw new RangeError(
        `parseCsv: expected a name for each column, received none for column ${index + 1} of ${names.length}. Name it in the header line (pandas leaves an index unnamed: write with index=False).`,
      )
    }
    if (seen.has(name)) {
      throw new RangeError(
        `parseCsv: expected each column name once, received ${JSON.stringify(name)} twice. Rename one in the header line.`,
      )
    }
    seen.add(name)
  }
}

function readColumn(cells: readonly string[], name: string): Column {
  const numbers = new Float64Array(cells.length)
  for (const [row, cell] of cells.entries()) {
    const number = toNumber(cell)
    if (Number.isNaN(number) && !gaps.has(cell.trim())) {
      return toColumn(
        cells.map((text) => (gaps.has(text) ? null : text)),
        `parseCsv: expected text in ${name}`,
      )
    }
    numbers[row] = number
  }
  return numbers
}

/** A number as CSV files write it; NaN for everything else. */
function toNumber(cell: string): number {
  const number = Number(cell)
  if (number === 0 && cell.trim() === '') return Number.NaN
  if (Number.isNaN(number)) return infinities[cell.trim().toLowerCase()] ?? Number.NaN
  // 0x10 is text. The second character tells numbers apart without a look at the rest.
  const plain = cell.charCodeAt(1) <= 57 && cell.charCodeAt(0) > 32
  return !plain && /^\s*0[xob]/i.test(cell) ? Number.NaN : number
}

const infinities: Readonly<Record<string, number>> = {
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
}

/** The line of the text on which a record begins, counted from 1: quoted fields may span lines. */
function lineOf(data: readonly string[][], record: number): number {
  let line = 1
  for (const row of data.slice(0, record)) line += 1 + row.join('').split(/\r\n|\n|\r/).length - 1
  return line
}
