import { nearestName, rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'

/** Type as which a column is read. */
export type ColumnType = 'number' | 'text' | 'date' | 'boolean' | 'category'

/** Spellings of a missing value: strings exactly as in the file, or numbers in any notation. */
export type MissingSpellings = readonly (string | number)[]

/** Options of {@link parseCsv} and {@link loadCsv}. */
export interface ParseCsvOptions {
  /**
   * Field separator: one or more characters, or `'whitespace'` for runs of spaces and tabs. Defaults to `','`, or to
   * `';'`, a tab or `'|'` if every line has the same number of these but not of commas; the table's `notes` then report
   * it. Excel's line `sep=;` also sets it.
   */
  separator?: string
  /** Decimal separator. Defaults to `'.'`. */
  decimal?: string
  /** Thousands separator, as in 1,234,567. Defaults to none. */
  thousands?: string
  /**
   * Quote character around fields that contain separators, or null to treat quotes as ordinary text. Defaults to `'"'`.
   */
  quote?: string | null
  /** Escape character, such as `'\\'`. Defaults to none: a quote inside a field is doubled. */
  escape?: string
  /** Whether to ignore spaces after a separator. Defaults to false. */
  skipInitialSpace?: boolean
  /** Marker that starts a comment; the rest of the line is ignored. Defaults to none. */
  comment?: string
  /** Number of lines to skip at the start, or a list of line numbers to skip, counted from 0. Defaults to 0. */
  skipRows?: number | readonly number[]
  /** Number of lines to skip at the end. Defaults to 0. */
  skipFooter?: number
  /** Maximum number of rows to read. Defaults to all. */
  nRows?: number
  /**
   * Line with the column names, counted from 0 after skipped lines. Several lines: their names are joined by `_`. Null:
   * no header, and the columns are named `'0'`, `'1'`, …. Defaults to 0, or to null if `columns` is given.
   */
  header?: number | readonly number[] | null
  /** Column names, for text without a header or in place of the line given by `header`. */
  columns?: readonly string[]
  /**
   * Additional spellings of a missing value, for all columns or by column: `['?', '-']` or
   * `{ hp: ['?'], age: [-999] }`. Empty fields, `NA`, `N/A`, `NaN`, `null` and pandas's other defaults always count as
   * missing.
   */
  missing?: MissingSpellings | Readonly<Record<string, MissingSpellings>>
  /** Whether the default spellings (`NA`, `null`, …, and empty fields) count as missing. Defaults to true. */
  keepDefaultMissing?: boolean
  /**
   * Column types by name, or one type for all columns: `'number'`; `'text'`, unchanged; `'category'`, text with few
   * distinct values; `'boolean'`, 1 for true and 0 for false; `'date'`, milliseconds since 1970 in UTC. Defaults to
   * number if every value is numeric, otherwise text.
   */
  types?: ColumnType | Readonly<Record<string, ColumnType>>
  /** Date format in strftime codes: `'%d.%m.%Y %H:%M'`. Defaults to the format inferred from the values. */
  dateFormat?: string
  /** Whether 01/02/2024 means 1 February. Needed only if no value in the column settles it. */
  dayFirst?: boolean
  /**
   * What to do with a line with too few or too many fields: throw an `'error'`, `'skip'` the line, or `'fill'` absent
   * fields with missing values. Defaults to `'error'`.
   */
  onBadLines?: 'error' | 'skip' | 'fill'
}

/** Names of the {@link ParseCsvOptions}. */
const csvOptions: readonly (keyof ParseCsvOptions)[] = [
  'separator',
  'decimal',
  'thousands',
  'quote',
  'escape',
  'skipInitialSpace',
  'comment',
  'skipRows',
  'skipFooter',
  'nRows',
  'header',
  'columns',
  'missing',
  'keepDefaultMissing',
  'types',
  'dateFormat',
  'dayFirst',
  'onBadLines',
]

const columnTypes: readonly ColumnType[] = ['number', 'text', 'date', 'boolean', 'category']

/** Throws for options that contradict one another or have the wrong type. */
export function checkCsvOptions(options: ParseCsvOptions, caller: string, more: readonly string[] = []): void {
  rejectUnknownOptions(caller, options, [...csvOptions, ...more])
  const { separator, decimal = '.', thousands, quote, comment, header, columns, onBadLines } = options
  const one = { decimal, thousands, quote: quote ?? undefined, escape: options.escape, comment }
  for (const [name, value] of Object.entries(one)) {
    if (value !== undefined && !(typeof value === 'string' && value.length === 1)) {
      throw new RangeError(
        `${caller}: expected ${name} to be one character, received ${name}=${JSON.stringify(value)}. Pass for example ${name}: ${example[name]}.`,
      )
    }
  }
  if (separator === '') {
    throw new RangeError(
      `${caller}: expected separator to be at least one character, received separator="". Pass for example ';', '\\t' or 'whitespace'.`,
    )
  }
  if (decimal === thousands || (separator !== undefined && separator === decimal)) {
    throw new RangeError(
      `${caller}: expected different characters, received decimal=${JSON.stringify(decimal)}, thousands=${JSON.stringify(thousands)}, separator=${JSON.stringify(separator)}. Look at a line of the file.`,
    )
  }
  for (const name of ['skipFooter', 'nRows'] as const) checkCount(name, options[name], caller)
  for (const number of list(options.skipRows)) checkCount('skipRows', number, caller)
  for (const number of list(header ?? undefined)) checkCount('header', number, caller)
  if (onBadLines !== undefined && !['error', 'skip', 'fill'].includes(onBadLines)) {
    throw new RangeError(
      `${caller}: expected onBadLines to be error, skip or fill, received onBadLines=${JSON.stringify(onBadLines)}. Use one of these.`,
    )
  }
  if (columns && new Set(columns).size < columns.length) {
    throw new RangeError(
      `${caller}: expected each column name once, received columns=${columns.join(', ')}. Rename one of the equal ones.`,
    )
  }
}

const example: Readonly<Record<string, string>> = {
  decimal: "','",
  thousands: "'.'",
  quote: `"'"`,
  escape: "'\\\\'",
  comment: "'#'",
}

/** Throws for `types` and `missing` of columns that do not exist, and for unknown types. */
export function checkColumnOptions(
  { types, missing }: ParseCsvOptions,
  names: readonly string[],
  caller: string,
): void {
  const given = typeof types === 'string' ? [types] : Object.values(types ?? {})
  for (const type of given) {
    if (columnTypes.includes(type)) continue
    throw new RangeError(
      `${caller}: expected types among ${columnTypes.join(', ')}, received ${JSON.stringify(type)}. Use one of these.`,
    )
  }
  const chosen = {
    types: typeof types === 'string' ? [] : Object.keys(types ?? {}),
    missing: Array.isArray(missing) ? [] : Object.keys(missing ?? {}),
  }
  const known = new Set(names)
  for (const [option, columns] of Object.entries(chosen)) {
    for (const name of columns) {
      if (known.has(name)) continue
      const nearest = nearestName(name, names)
      throw new RangeError(
        `${caller}: expected ${option} of columns among ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}, received ${JSON.stringify(name)}. ${nearest === undefined ? 'Remove it.' : `Did you mean ${JSON.stringify(nearest)}?`}`,
      )
    }
  }
}

function checkCount(name: string, value: number | undefined, caller: string): void {
  if (value === undefined || (Number.isInteger(value) && value >= 0)) return
  throw new RangeError(
    `${caller}: expected ${name} to be an integer of at least 0, received ${name}=${value}. Count lines from 0.`,
  )
}

function list(value: number | readonly number[] | undefined): readonly number[] {
  return value === undefined ? [] : typeof value === 'number' ? [value] : value
}
