import type { Column } from '../table/column.ts'
import { ownedTable, type Table } from '../table/table.ts'
import type { TableNote } from '../table/table-note.ts'
import { type ColumnNames, columnNames } from './column-names.ts'
import { checkColumnOptions, checkCsvOptions, type ParseCsvOptions } from './csv-options.ts'
import { guessSeparator } from './guess-separator.ts'
import { missingValues } from './missing-values.ts'
import { readColumn } from './read-column.ts'
import type { Records } from './records.ts'
import { rowRecords } from './row-records.ts'
import { type Dialect, splitRecords } from './split-records.ts'

/**
 * Parses CSV text as pandas does: a header line with column names, then one line per row. A column becomes numeric if
 * all its values are numbers. Empty fields, `NA`, `NaN`, `null` and pandas's other defaults are missing values. Blank
 * lines are skipped, and lines may end in `\n`, `\r\n` or `\r`. The table's `notes` list everything that was guessed or
 * changed.
 *
 * @param text Content of the file. Quoted fields may contain separators, quotes and line breaks.
 * @returns A table `[rows, columns]`.
 * @throws RangeError with the line number for a line with too many or too few fields, a missing header, an unterminated
 * quote, and a cell that does not match its column's type in `types`.
 *
 * @example
 * ```ts
 * import { parseCsv } from '@dlw/data'
 *
 * const table = parseCsv('species;mass_g\nAdelie;3.750,5\nGentoo;?\n', { decimal: ',', thousands: '.', missing: ['?'] })
 * table.column('mass_g') // → Float64Array(2) [ 3750.5, NaN ]
 * ```
 * @see pandas.read_csv
 */
export function parseCsv(text: string, options: ParseCsvOptions = {}): Table {
  checkCsvOptions(options, 'parseCsv')
  const { plain, from, dialect, notes } = dialectOf(text, options)
  const { nRows, skipFooter = 0 } = options
  const header = [options.header ?? 0].flat().reduce((most, line) => Math.max(most, line), 0)
  const maxRecords = nRows === undefined || skipFooter > 0 ? Infinity : nRows + header + 1
  const records = splitRecords(plain, dialect, { from, maxRecords, linesBefore: from > 0 ? 1 : 0 })
  return tableOf(records, options, notes)
}

/** Returns the text without its byte-order mark, the split settings, and the notes on them. */
export function dialectOf(
  text: string,
  options: ParseCsvOptions,
): { plain: string; from: number; dialect: Dialect; notes: TableNote[] } {
  const { quote = '"', comment, skipInitialSpace, skipRows } = options
  const rest = { quote, escape: options.escape, comment, skipInitialSpace, skipRows }
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const excel = /^"?sep=(.)"?(\r\n|\n|\r|$)/i.exec(plain.slice(0, 12))
  if (excel && (options.separator === undefined || options.separator === excel[1])) {
    return { plain, from: excel[0].length, dialect: { ...rest, separator: excel[1]! }, notes: [] }
  }
  if (options.separator !== undefined) {
    return { plain, from: 0, dialect: { ...rest, separator: options.separator }, notes: [] }
  }
  const separator = guessSeparator(plain, rest)
  const message = `The lines have ${JSON.stringify(separator)} where commas were expected, so it separates the fields. Pass { separator: ',' } if it does not.`
  const notes: TableNote[] = separator === ',' ? [] : [{ kind: 'separator', value: separator, message }]
  return { plain, from: 0, dialect: { ...rest, separator }, notes }
}

/** Builds the table from records; the first may be a header unless the names are known. */
export function tableOf(
  records: Records,
  options: ParseCsvOptions,
  notes: readonly TableNote[] = [],
  { names, written, firstRow }: ColumnNames = columnNames(records, options),
): Table {
  const found = rowRecords(records, names.length, { ...options, firstRow, written })
  const kept = names.slice(0, found.width)
  checkColumnOptions(options, kept, 'parseCsv')
  const missing = missingValues(options)
  const { decimal = '.', thousands, types, dateFormat, dayFirst } = options
  const format = { decimal: decimal.charCodeAt(0), thousands: thousands ? thousands.charCodeAt(0) : -1 }
  const all: TableNote[] = [...lost(records.text), ...notes, ...renamed(kept, written), ...found.notes]
  const columns = new Map<string, Column>()
  for (const [column, name] of kept.entries()) {
    const { values, note } = readColumn(records, {
      ...{ name, column, rows: found.rows, format, missing: missing(name), dateFormat, dayFirst },
      type: typeof types === 'string' ? types : types?.[name],
    })
    columns.set(name, values)
    if (note) all.push(note)
  }
  return ownedTable(columns, found.rows.length, all)
}

/** The replacement character of decoders: it makes different letters equal. */
function lost(text: string): TableNote[] {
  const place = text.indexOf('\ufffd')
  if (place < 0) return []
  const line = text.slice(0, place).split(/\r\n|\n|\r/).length
  const message = `The text holds "\ufffd", first in line ${line}: bytes that were not UTF-8 are lost. Read the file with loadCsv and its { encoding }.`
  return [{ kind: 'lostCharacters', value: '\ufffd', line, message }]
}

function renamed(names: readonly string[], written: readonly string[]): TableNote[] {
  return names.flatMap((name, column): TableNote[] => {
    const old = written[column]!
    if (old === name) return []
    const why = old === '' ? `Column ${column + 1} has no name` : `The name ${JSON.stringify(old)} comes twice`
    return [{ kind: 'renamed', column: name, value: old, message: `${why}, so it is called ${JSON.stringify(name)}.` }]
  })
}
