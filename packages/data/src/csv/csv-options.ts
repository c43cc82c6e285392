import { nearestName, rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'

/** What a column is read as. */
export type ColumnType = 'number' | 'text' | 'date' | 'boolean' | 'category'

/** Spellings of a missing value: texts as they stand in the file, or numbers however they are written. */
export type MissingSpellings = readonly (string | number)[]

/** Options of {@link parseCsv} and {@link loadCsv}. */
export interface ParseCsvOptions {
  /**
   * What separates the fields: a character or several, or `'whitespace'` for runs of spaces and tabs. Defaults to `','`,
   * or to `';'`, a tab or `'|'` where the lines have equally many of these and no common number of commas; `notes` of the
   * table says so then. Excel's line `sep=;` names it too.
   */
  separator?: string
  /** The decimal point. Defaults to `'.'`. */
  decimal?: string
  /** What groups thousands, as in 1,234,567. Defaults to none. */
  thousands?: string
  /** What stands around fields that hold separators, or null where quotes mean nothing. Defaults to `'"'`. */
  quote?: string | null
  /** What stands before a character that shall not count, such as `'\\'`. Defaults to none: a quote is written twice. */
  escape?: string
  /** Whether spaces after a separator are no part of the field. Defaults to false. */
  skipInitialSpace?: boolean
  /** What begins a comment, up to the end of its line. Defaults to none. */
  comment?: string
  /** How many lines to leave out at the start, or the numbers of the lines to leave out, from 0. Defaults to 0. */
  skipRows?: number | readonly number[]
  /** How many lines to leave out at the end. Defaults to 0. */
  skipFooter?: number
  /** Most rows to read. Defaults to all. */
  nRows?: number
  /**
   * The line of the column names, counted from 0 after what is skipped; several, whose names are joined by `_`; or null
   * for none: the columns are `'0'`, `'1'`, … then. Defaults to 0, or to null where `columns` are given.
   */
  header?: number | readonly number[] | null
  /** The column names, for text without a header line, or in place of the one that `header` names. */
  columns?: readonly string[]
  /**
   * More spellings of a missing value, for all columns or by column: `['?', '-']` or `{ hp: ['?'], age: [-999] }`. Nothing,
   * `NA`, `N/A`, `NaN`, `null` and what else pandas takes for missing always are.
   */
  missing?: MissingSpellings | Readonly<Record<string, MissingSpellings>>
  /** Whether the usual spellings of a missing value (`NA`, `null`, …, and nothing) are missing. Defaults to true. */
  keepDefaultMissing?: boolean
  /**
   * What columns are read as, by name, or one word for all: `'number'`; `'text'`, as it stands; `'category'`, text of few
   * values; `'boolean'`, 1 for true and 0 for false; `'date'`, milliseconds since 1970 in UTC. Defaults to numbers where
   * every value is one, else text.
   */
  types?: ColumnType | Readonly<Record<string, ColumnType>>
  /** How dates are written, in the letters of strftime: `'%d.%m.%Y %H:%M'`. Defaults to what the values show. */
  dateFormat?: string
  /** Whether 01/02/2024 is the first of February. Needed only where no value of the column tells. */
  dayFirst?: boolean
  /**
   * What to do with a line of too few or too many fields: throw an `'error'`, `'skip'` it, or `'fill'` what it lacks with
   * missing values. Defaults to `'error'`.
   */
  onBadLines?: 'error' | 'skip' | 'fill'
}

/** The names of {@link ParseCsvOptions}. */
export const csvOptions: readonly (keyof ParseCsvOptions)[] = [
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

/** Refuses options that contradict one another or are of another kind. */
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

/** Refuses `types` and `missing` of columns that are not there, and unknown types. */
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
