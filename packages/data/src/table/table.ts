import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { formatCsv } from '../csv/format-csv.ts'
import type { ParseDatesOptions } from '../dates/parse-dates.ts'
import {
  type Cell,
  type Column,
  type ColumnValues,
  countMissing,
  countValues,
  isNumeric,
  markMissing,
  takeColumn,
  toColumn,
} from './column.ts'
import { describeTable } from './describe-table.ts'
import { type FormatTableOptions, formatTable } from './format-table.ts'
import { aggregateBy, checkGroupNames } from './grouping/groups.ts'
import { columnsNamed, rowIndex } from './grouping/row-keys.ts'
import { notNumeric } from './not-numeric.ts'
import type { TableNote } from './table-note.ts'
import type { CellOf, Columns, Dropped, Extended, NameOf, Row, RowOf, Selected } from './table-types.ts'
import { checkRows, toColumns } from './to-columns.ts'
import type { Aggregations } from './verbs/aggregation.ts'
import { type AppendOptions, append } from './verbs/append.ts'
import { columnIn } from './verbs/column-in.ts'
import { type CutOptions, cut } from './verbs/cut.ts'
import { type DatePartsOptions, dateParts } from './verbs/date-parts.ts'
import { derive, type RowFunction } from './verbs/derive.ts'
import { type Filling, fillMissing } from './verbs/fill-missing.ts'
import { type JoinOptions, join, type Side } from './verbs/join.ts'
import { parseDateColumn } from './verbs/parse-date-column.ts'
import { rename } from './verbs/rename.ts'
import { type Replacements, replace } from './verbs/replace.ts'
import { type ResampleOptions, resample } from './verbs/resample.ts'
import { rowObject } from './verbs/row-object.ts'
import { type SampleOptions, sampleRows } from './verbs/sample-rows.ts'
import { type ShiftOptions, shift } from './verbs/shift.ts'
import { type SortOptions, sortedRows } from './verbs/sorted-rows.ts'

/** The groups of a table: what {@link Table.groupBy} returns. */
export interface Groups {
  /**
   * Returns one row per group, sorted by key: the keys and the aggregated columns. Several aggregations of a column
   * produce `mass_mean`, `mass_std`, ….
   *
   * @see pandas.core.groupby.DataFrameGroupBy.agg
   */
  aggregate(aggregations: Aggregations): Table
}

/** Creates a table from columns without copying them; the caller must not modify them afterwards. */
export let ownedTable: (columns: Columns, rowCount: number, notes?: readonly TableNote[]) => Table

/**
 * An immutable table of named columns: what pandas calls a DataFrame.
 *
 * Numeric columns are `Float64Array` with `NaN` for a missing value, text columns are arrays with `null` for one. Every
 * method returns a new table. Create one with {@link Table.fromColumns}, {@link Table.fromRows}, `parseCsv` or a
 * loader. TypeScript infers column names from code; for a file, declare them:
 * `(await loadCsv('birds.csv')) as Table<{ species: string; mass: number }>`.
 *
 * @example
 * ```ts
 * import { Table } from '@dlw/data'
 *
 * const table = Table.fromColumns({ species: ['Adelie', 'Gentoo'], mass: [3750, Number.NaN] })
 * table.shape // → [2, 2]
 * table.missingCount() // → { species: 0, mass: 1 }
 * table.fillMissing({ mass: 'mean' }).sort('species', { descending: true }).labels('species') // → ['Gentoo', 'Adelie']
 * ```
 * @see pandas.DataFrame
 */
export class Table<out R extends Row = Row> {
  readonly #columns: Columns
  readonly #rowCount: number
  readonly #notes: readonly TableNote[]

  private constructor(columns: Columns, rowCount: number, notes: readonly TableNote[] = []) {
    this.#columns = columns
    this.#rowCount = rowCount
    this.#notes = notes
  }

  static {
    ownedTable = (columns, rowCount, notes) => new Table(columns, rowCount, notes)
  }

  /**
   * Creates a table from columns of equal length. A column becomes numeric if all its non-missing values are numbers.
   *
   * @param columns Values by column name; use a `Map` if names like `2024` must keep their position.
   * @throws TypeError for columns of different lengths, or values that are neither numbers nor text.
   * @see pandas.DataFrame(dict)
   */
  static fromColumns(columns: ReadonlyMap<string, ColumnValues>): Table
  static fromColumns<C extends Readonly<Record<string, ColumnValues>>>(columns: C): Table<RowOf<C>>
  static fromColumns(columns: Readonly<Record<string, ColumnValues>> | ReadonlyMap<string, ColumnValues>): Table
  static fromColumns(columns: Readonly<Record<string, ColumnValues>> | ReadonlyMap<string, ColumnValues>): Table {
    const entries = columns instanceof Map ? [...columns] : Object.entries(columns as Record<string, ColumnValues>)
    return new Table(toColumns(entries), entries[0]?.[1].length ?? 0)
  }

  /**
   * Creates a table from row objects; absent properties become missing values.
   *
   * @see pandas.DataFrame.from_records
   */
  static fromRows(rows: readonly Readonly<Row>[]): Table {
    const names = new Set<string>()
    for (const row of rows) for (const name of Object.keys(row)) names.add(name)
    return Table.fromColumns(new Map([...names].map((name) => [name, rows.map((row) => row[name] ?? null)])))
  }

  /** `[rows, columns]`. */
  get shape(): [rows: number, columns: number] {
    return [this.#rowCount, this.#columns.size]
  }

  /** The column names, in order. */
  get columns(): string[] {
    return [...this.#columns.keys()]
  }

  /** Notes on what a file reader noticed or changed: a guessed separator, a renamed column, a non-numeric cell. */
  get notes(): readonly TableNote[] {
    return this.#notes
  }

  /**
   * Returns the column with this name. Do not modify it.
   *
   * @throws RangeError when it does not exist.
   */
  column(name: NameOf<R>): Column {
    return columnIn(this.#columns, name, 'column')
  }

  /**
   * Returns the numeric column with this name; missing values are `NaN`.
   *
   * @throws TypeError for a text column; names the cell and line if only a few cells are non-numeric.
   */
  numbers(name: NameOf<R>): Float64Array {
    const column = columnIn(this.#columns, name, 'column')
    if (isNumeric(column)) return column
    throw notNumeric(name, column, this.#notes)
  }

  /**
   * Returns the text column with this name, without missing values, as `oneHot` and `stratify` require.
   *
   * @throws TypeError for a numeric column or a missing value.
   */
  labels(name: NameOf<R>): string[] {
    const column = columnIn(this.#columns, name, 'column')
    if (isNumeric(column)) {
      throw new TypeError(
        `Table.labels: expected a text column, received name=${JSON.stringify(name)}, which is numeric. Use numbers().`,
      )
    }
    const gap = column.indexOf(null)
    if (gap >= 0) {
      throw new TypeError(
        `Table.labels: expected a label in each row, received none in row ${gap} of ${JSON.stringify(name)}. Call dropMissing() first.`,
      )
    }
    return [...column] as string[]
  }

  /** Returns the first `count` rows. Defaults to 5. A negative count leaves out the last rows. */
  head(count = 5): Table<R> {
    return this.rows(0, count)
  }

  /** Returns the last `count` rows. Defaults to 5. */
  tail(count = 5): Table<R> {
    return this.rows(Math.max(0, this.#rowCount - count))
  }

  /** Returns the rows from `from` (inclusive) to `to` (exclusive), as `Array.slice`. */
  rows(from: number, to?: number): Table<R> {
    return this.#mapColumns((column) => column.slice(from, to) as Column)
  }

  /**
   * Takes rows by number, in the given order; a number may occur several times.
   *
   * @throws RangeError for a row that does not exist.
   * @see pandas.DataFrame.iloc
   */
  take(rows: ArrayLike<number>): Table<R> {
    checkRows(rows, this.#rowCount)
    return this.#mapColumns((column) => takeColumn(column, rows), rows.length)
  }

  /** Selects columns, in this order. */
  select<Name extends NameOf<R>>(...names: Name[]): Table<Selected<R, Name>> {
    return this.#with(new Map(names.map((name) => [name, columnIn(this.#columns, name, 'select')])))
  }

  /** Returns the table without these columns. */
  drop<Name extends NameOf<R>>(...names: Name[]): Table<Dropped<R, Name>> {
    const kept = new Map(this.#columns)
    for (const name of names) columnIn(this.#columns, name, 'drop')
    for (const name of names) kept.delete(name)
    return this.#with(kept)
  }

  /**
   * Adds or replaces a column.
   *
   * @see pandas.DataFrame.assign
   */
  withColumn<Name extends string, Values extends ColumnValues>(
    name: Name,
    values: Values,
  ): Table<Extended<R, Record<Name, CellOf<Values>>>> {
    if (this.#columns.size > 0 && values.length !== this.#rowCount) {
      throw new TypeError(
        `Table.withColumn: expected ${this.#rowCount} values, received ${values.length} for "${name}". Give one per row.`,
      )
    }
    const column = toColumn(values, `Table.withColumn: expected numbers or text in column "${name}"`)
    return this.#with(new Map([...this.#columns, [name, column]]), values.length)
  }

  /**
   * Adds or replaces columns computed row by row: `{ density: ({ mass, volume }) => mass / volume }`.
   *
   * @throws TypeError when a function returns numbers for some rows and strings for others.
   * @see pandas.DataFrame.assign
   */
  derive<Made extends Record<string, Cell>>(
    functions: {
      readonly [Name in keyof Made]: (row: R, index: number) => Made[Name]
    },
  ): Table<Extended<R, Made>> {
    return this.#with(derive(this.#columns, this.#rowCount, functions as unknown as Record<string, RowFunction>))
  }

  /** Returns the rows for which `keep` returns true. */
  filter(keep: (row: R, index: number) => boolean): Table<R> {
    const rows: number[] = []
    const read = rowObject(this.#columns)
    for (let row = 0; row < this.#rowCount; row++) if (keep(read(row) as R, row)) rows.push(row)
    return this.take(rows)
  }

  /**
   * Renames columns: `{ old: 'new' }`.
   *
   * @see pandas.DataFrame.rename(columns=…)
   */
  rename(names: Readonly<Partial<Record<NameOf<R>, string>>>): Table {
    return this.#with(rename(this.#columns, names as Record<string, string>))
  }

  /**
   * Sorts rows by one or several columns, the first taking precedence. The sort is stable; missing values come last.
   *
   * @see pandas.DataFrame.sort_values(kind='stable')
   */
  sort(names: NameOf<R> | readonly NameOf<R>[], options: SortOptions = {}): Table<R> {
    rejectUnknownOptions('Table.sort', options, ['descending'])
    const by = typeof names === 'string' ? [names] : (names as readonly string[])
    return this.take(sortedRows(this.#columns, this.#rowCount, by, options))
  }

  /**
   * Replaces values by column: `{ sex: { m: 'male' } }`, or a `Map` for numbers. Null is a missing value.
   *
   * @throws TypeError when a column would mix numbers and text.
   * @see pandas.DataFrame.replace
   */
  replace(replacements: Readonly<Partial<Record<NameOf<R>, Replacements>>>): Table<R> {
    return this.#with(replace(this.#columns, replacements as Record<string, Replacements>))
  }

  /**
   * Fills missing values by column: `{ age: 'median', deck: { value: 'none' }, port: 'mode', rain: 0 }`. A mean over
   * all rows leaks test data into training: split first, and fill both parts with values from the training part.
   *
   * @throws RangeError for a column with only missing values; TypeError for a fill value of the wrong type.
   * @see pandas.DataFrame.fillna
   */
  fillMissing(fillings: Readonly<Partial<Record<NameOf<R>, Filling>>>): Table<R> {
    return this.#with(fillMissing(this.#columns, fillings as Record<string, Filling>))
  }

  /**
   * Returns the rows without missing values in any column, or in the given ones.
   *
   * @see pandas.DataFrame.dropna
   */
  dropMissing(...names: NameOf<R>[]): Table<R> {
    const columns = names.length > 0 ? columnsNamed(this.#columns, names, 'dropMissing') : [...this.#columns.values()]
    const hasGap = new Uint8Array(this.#rowCount)
    for (const column of columns) markMissing(column, hasGap)
    const rows = new Uint32Array(this.#rowCount)
    let count = 0
    for (let row = 0; row < rows.length; row++) if (hasGap[row] === 0) rows[count++] = row
    return count === this.#rowCount ? this : this.take(rows.subarray(0, count))
  }

  /**
   * Removes duplicate rows, compared by all columns or the given ones; keeps the first of each.
   *
   * @see pandas.DataFrame.drop_duplicates
   */
  distinct(...names: NameOf<R>[]): Table<R> {
    const columns = columnsNamed(this.#columns, names.length > 0 ? names : this.columns, 'distinct')
    if (columns.length === 0) return this
    const { firstRows } = rowIndex(columns)
    return firstRows.length === this.#rowCount ? this : this.take(firstRows)
  }

  /**
   * Draws random rows, the same ones as pandas for the same seed.
   *
   * @throws RangeError for more rows than the table has, unless drawing with replacement.
   * @see pandas.DataFrame.sample
   */
  sample(options: SampleOptions): Table<R> {
    rejectUnknownOptions('Table.sample', options, ['count', 'share', 'seed', 'replace'])
    return this.take(sampleRows(this.#rowCount, options))
  }

  /**
   * Groups rows by the values of columns, for aggregation. Rows with a missing key are left out.
   *
   * @see pandas.DataFrame.groupby
   */
  groupBy(...names: NameOf<R>[]): Groups {
    checkGroupNames(this.#columns, names)
    return {
      aggregate: (aggregations) => Table.#of(aggregateBy(this.#columns, names, aggregations)),
    }
  }

  /**
   * Joins the columns of another table on equal keys. Missing keys are equal to each other, as in pandas.
   *
   * @throws RangeError for duplicate keys that `validate` does not allow; TypeError for keys of different types.
   * @see pandas.DataFrame.merge
   */
  join<Other extends Row>(other: Table<Other>, options: JoinOptions): Table<R & Other> {
    rejectUnknownOptions('Table.join', options, ['on', 'how', 'validate', 'suffixes'])
    const { columns, rowCount } = join(this.#side, other.#side, options)
    return this.#with(columns, rowCount)
  }

  /**
   * Appends the rows of another table.
   *
   * @throws RangeError when the columns differ, unless `fill` is true; TypeError for columns of different types.
   * @see pandas.concat
   */
  append(other: Table, options: AppendOptions = {}): Table<R> {
    rejectUnknownOptions('Table.append', options, ['fill'])
    return this.#with(append(this.#side, other.#side, options), this.#rowCount + other.#rowCount)
  }

  /**
   * Bins the values of a numeric column.
   *
   * @see pandas.cut
   */
  cut(name: NameOf<R>, options: CutOptions): Table {
    rejectUnknownOptions('Table.cut', options, ['bins', 'labels', 'right', 'includeLowest', 'as'])
    return this.withColumn(options.as ?? name, cut(this.#columns, name, options))
  }

  /**
   * Shifts the values of a column down by some rows, for example to put yesterday's value beside today's.
   *
   * @see pandas.DataFrame.shift
   */
  shift(name: NameOf<R>, options: ShiftOptions = {}): Table {
    rejectUnknownOptions('Table.shift', options, ['by', 'within', 'as'])
    return this.withColumn(options.as ?? name, shift(this.#columns, this.#rowCount, name, options))
  }

  /**
   * Parses a text column as dates: milliseconds since 1970 in UTC.
   *
   * @throws RangeError for a string that is not a date, and when day and month are ambiguous.
   * @see pandas.to_datetime
   */
  parseDates(name: NameOf<R>, options: ParseDatesOptions = {}): Table {
    return this.withColumn(name, parseDateColumn(this.#columns, name, options))
  }

  /**
   * Adds parts of a date column: month, weekday, hour, … as numbers, or as sine and cosine.
   *
   * @throws TypeError for a column without dates.
   * @see pandas.Series.dt
   */
  dateParts(name: NameOf<R>, options: DatePartsOptions): Table {
    return this.#with(dateParts(this.#columns, name, options))
  }

  /**
   * Aggregates rows by time period. Returns one row per period, including empty ones: its start date and the aggregated
   * columns.
   *
   * @throws TypeError for a column without dates; RangeError for an unknown period.
   * @see pandas.DataFrame.resample
   */
  resample(name: NameOf<R>, options: ResampleOptions): Table {
    return Table.#of(resample(this.#columns, name, options))
  }

  /**
   * Computes count, mean, standard deviation, minimum, quartiles and maximum of each numeric column, as a table whose
   * first column, `statistic`, names the row. A table with only text columns returns count, unique, top and freq.
   *
   * @see pandas.DataFrame.describe
   */
  describe(): Table {
    return Table.fromColumns(describeTable(this.#columns))
  }

  /**
   * Counts the missing values of each column.
   *
   * @see pandas.DataFrame.isna().sum()
   */
  missingCount(): Record<string, number> {
    return Object.fromEntries([...this.#columns].map(([name, column]) => [name, countMissing(column)]))
  }

  /**
   * Counts the rows with each value of a column, in order of first appearance; missing values are not counted.
   *
   * @see pandas.Series.value_counts
   */
  groupCount(name: NameOf<R>): Record<string, number> {
    return Object.fromEntries(countValues(columnIn(this.#columns, name, 'column')))
  }

  /**
   * Returns the numbers row by row, `[rows][columns]`.
   *
   * @throws TypeError for a text column.
   * @see pandas.DataFrame.to_numpy
   */
  toArray(): number[][] {
    const columns = this.columns.map((name) => this.numbers(name))
    return Array.from({ length: this.#rowCount }, (_, row) => columns.map((column) => column[row]!))
  }

  /** Returns the rows as objects. */
  toObjects(): R[] {
    const read = rowObject(this.#columns)
    return Array.from({ length: this.#rowCount }, (_, row) => read(row) as R)
  }

  /** Formats the table as CSV with a header line, which `parseCsv` can read back. Missing values are empty fields. */
  toCsv(): string {
    return formatCsv(this.#columns, this.#rowCount)
  }

  /** Formats the table as aligned text, like pandas: only the first and last rows of a long table. */
  toString(options: FormatTableOptions = {}): string {
    rejectUnknownOptions('Table.toString', options, ['index', 'maxRows', 'maxColumns'])
    return formatTable(this.#columns, this.#rowCount, options)
  }

  get #side(): Side {
    return { columns: this.#columns, rowCount: this.#rowCount }
  }

  /** Creates a table of these columns, with the notes on those that are unchanged since reading. */
  #with<Other extends Row>(columns: Columns, rowCount: number = this.#rowCount): Table<Other> {
    const notes = this.#notes.filter(({ column: name }) => {
      return name === undefined || columns.get(name) === this.#columns.get(name)
    })
    return new Table<Other>(columns, rowCount, notes)
  }

  /** Creates a table of columns that nobody else changes, without copying them. */
  static #of(columns: Columns): Table {
    return new Table(columns, columns.values().next().value?.length ?? 0)
  }

  #mapColumns(change: (column: Column) => Column, rowCount?: number): Table<R> {
    const columns = new Map([...this.#columns].map(([name, column]) => [name, change(column)]))
    const first = columns.values().next().value
    return new Table<R>(columns, rowCount ?? first?.length ?? 0, this.#notes)
  }
}
