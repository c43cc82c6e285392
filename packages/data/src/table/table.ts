import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { formatCsv } from '../csv/format-csv.ts'
import type { ParseDatesOptions } from '../dates/parse-dates.ts'
import {
  type Cell,
  type Column,
  type ColumnValues,
  countMissing,
  countValues,
  isMissing,
  isNumeric,
  takeColumn,
  toColumn,
} from './column.ts'
import { describeTable } from './describe-table.ts'
import { type FormatTableOptions, formatTable } from './format-table.ts'
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
import { aggregateBy, checkGroupNames } from './verbs/groups.ts'
import { type JoinOptions, join, type Side } from './verbs/join.ts'
import { parseDateColumn } from './verbs/parse-date-column.ts'
import { rename } from './verbs/rename.ts'
import { type Replacements, replace } from './verbs/replace.ts'
import { type ResampleOptions, resample } from './verbs/resample.ts'
import { columnsNamed, rowKeys } from './verbs/row-keys.ts'
import { rowObject } from './verbs/row-object.ts'
import { type SampleOptions, sampleRows } from './verbs/sample-rows.ts'
import { type ShiftOptions, shift } from './verbs/shift.ts'
import { type SortOptions, sortedRows } from './verbs/sorted-rows.ts'

/** The groups of a table: what {@link Table.groupBy} returns. */
export interface Groups {
  /**
   * One row per group, in order of its keys: the keys, and what aggregations make of the other columns. Several of one
   * column make columns `mass_mean`, `mass_std`, ….
   *
   * @see pandas.core.groupby.DataFrameGroupBy.agg
   */
  aggregate(aggregations: Aggregations): Table
}

/** Makes a table of columns that nobody else writes to, without a copy. */
export let ownedTable: (columns: Columns, rowCount: number, notes?: readonly TableNote[]) => Table

/**
 * An immutable table of named columns: what pandas calls a DataFrame.
 *
 * Numeric columns are `Float64Array` with `NaN` for a missing value, text columns are arrays with `null` for one. Every
 * verb returns a new table. Make one with {@link Table.fromColumns}, {@link Table.fromRows}, `parseCsv` or a loader.
 * TypeScript knows the names of columns where they are written in the program; name them for a file as
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
   * Makes a table of columns of one length. Values that are all numbers (or missing) make a numeric column.
   *
   * @param columns The values by name; a `Map` where names like `2024` must keep their place.
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
   * Makes a table of rows; a name that a row lacks is a missing value there.
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

  /** What the reader of a file noticed or changed: a guessed separator, a renamed column, a cell that is no number. */
  get notes(): readonly TableNote[] {
    return this.#notes
  }

  /**
   * The column of that name. Do not write to it.
   *
   * @throws RangeError when there is none.
   */
  column(name: NameOf<R>): Column {
    return columnIn(this.#columns, name, 'column')
  }

  /**
   * The numeric column of that name, `NaN` where a value is missing.
   *
   * @throws TypeError when it holds text: with the cell and its line where a few keep it from being numeric.
   */
  numbers(name: NameOf<R>): Float64Array {
    const column = columnIn(this.#columns, name, 'column')
    if (isNumeric(column)) return column
    throw notNumeric(name, column, this.#notes)
  }

  /**
   * The text column of that name, complete: what `oneHot` and `stratify` take.
   *
   * @throws TypeError when it holds numbers or a gap.
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

  /** The first `count` rows. Defaults to 5. A negative count leaves out the last rows. */
  head(count = 5): Table<R> {
    return this.rows(0, count)
  }

  /** The last `count` rows. Defaults to 5. */
  tail(count = 5): Table<R> {
    return this.rows(Math.max(0, this.#rowCount - count))
  }

  /** The rows from `from` up to but without `to`, as in `Array.slice`. */
  rows(from: number, to?: number): Table<R> {
    return this.#mapColumns((column) => column.slice(from, to) as Column)
  }

  /**
   * The rows of these numbers, in this order; a number may come twice.
   *
   * @throws RangeError for a row that does not exist.
   * @see pandas.DataFrame.iloc
   */
  take(rows: ArrayLike<number>): Table<R> {
    checkRows(rows, this.#rowCount)
    return this.#mapColumns((column) => takeColumn(column, rows), rows.length)
  }

  /** These columns only, in this order. */
  select<Name extends NameOf<R>>(...names: Name[]): Table<Selected<R, Name>> {
    return this.#with(new Map(names.map((name) => [name, columnIn(this.#columns, name, 'select')])))
  }

  /** All columns but these. */
  drop<Name extends NameOf<R>>(...names: Name[]): Table<Dropped<R, Name>> {
    const kept = new Map(this.#columns)
    for (const name of names) columnIn(this.#columns, name, 'drop')
    for (const name of names) kept.delete(name)
    return this.#with(kept)
  }

  /**
   * The table with one more column, or with that column replaced.
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
   * The table with columns computed row by row: `{ density: ({ mass, volume }) => mass / volume }`.
   *
   * @throws TypeError where a function returns numbers for some rows and texts for others.
   * @see pandas.DataFrame.assign
   */
  derive<Made extends Record<string, Cell>>(
    functions: {
      readonly [Name in keyof Made]: (row: R, index: number) => Made[Name]
    },
  ): Table<Extended<R, Made>> {
    return this.#with(derive(this.#columns, this.#rowCount, functions as unknown as Record<string, RowFunction>))
  }

  /** The rows for which `keep` is true. */
  filter(keep: (row: R, index: number) => boolean): Table<R> {
    const rows: number[] = []
    const read = rowObject(this.#columns)
    for (let row = 0; row < this.#rowCount; row++) if (keep(read(row) as R, row)) rows.push(row)
    return this.take(rows)
  }

  /**
   * The table with other column names: `{ old: 'new' }`.
   *
   * @see pandas.DataFrame.rename(columns=…)
   */
  rename(names: Readonly<Partial<Record<NameOf<R>, string>>>): Table {
    return this.#with(rename(this.#columns, names as Record<string, string>))
  }

  /**
   * The rows in the order of a column, or of several: the first decides, then the second. Equal rows keep their order;
   * missing values come last.
   *
   * @see pandas.DataFrame.sort_values(kind='stable')
   */
  sort(names: NameOf<R> | readonly NameOf<R>[], options: SortOptions = {}): Table<R> {
    rejectUnknownOptions('Table.sort', options, ['descending'])
    const by = typeof names === 'string' ? [names] : (names as readonly string[])
    return this.take(sortedRows(this.#columns, this.#rowCount, by, options))
  }

  /**
   * The table with values replaced, by column: `{ sex: { m: 'male' } }`, or a `Map` of numbers. Null is a missing value.
   *
   * @throws TypeError where a column would hold numbers and texts.
   * @see pandas.DataFrame.replace
   */
  replace(replacements: Readonly<Partial<Record<NameOf<R>, Replacements>>>): Table<R> {
    return this.#with(replace(this.#columns, replacements as Record<string, Replacements>))
  }

  /**
   * The table with gaps filled, by column: `{ age: 'median', deck: { value: 'none' }, port: 'mode', rain: 0 }`. A mean
   * of all rows tells the training rows something of the test rows: split first, and fill both by what is in the first.
   *
   * @throws RangeError for a column of gaps only; TypeError for a value of another kind.
   * @see pandas.DataFrame.fillna
   */
  fillMissing(fillings: Readonly<Partial<Record<NameOf<R>, Filling>>>): Table<R> {
    return this.#with(fillMissing(this.#columns, fillings as Record<string, Filling>))
  }

  /**
   * The rows without a gap in any column, or in the named ones.
   *
   * @see pandas.DataFrame.dropna
   */
  dropMissing(...names: NameOf<R>[]): Table<R> {
    const columns = names.length > 0 ? columnsNamed(this.#columns, names, 'dropMissing') : [...this.#columns.values()]
    const rows: number[] = []
    for (let row = 0; row < this.#rowCount; row++) {
      if (!columns.some((column) => isMissing(column, row))) rows.push(row)
    }
    return rows.length === this.#rowCount ? this : this.take(rows)
  }

  /**
   * The first of the rows that are equal, in all columns or in the named ones.
   *
   * @see pandas.DataFrame.drop_duplicates
   */
  distinct(...names: NameOf<R>[]): Table<R> {
    const columns = columnsNamed(this.#columns, names.length > 0 ? names : this.columns, 'distinct')
    const { firstRows } = rowKeys(columns, this.#rowCount)
    return firstRows.length === this.#rowCount ? this : this.take(firstRows)
  }

  /**
   * Rows drawn at random, the ones that pandas draws for the same seed.
   *
   * @throws RangeError for more rows than there are, unless a row may come twice.
   * @see pandas.DataFrame.sample
   */
  sample(options: SampleOptions): Table<R> {
    rejectUnknownOptions('Table.sample', options, ['count', 'share', 'seed', 'replace'])
    return this.take(sampleRows(this.#rowCount, options))
  }

  /**
   * The rows by the values of columns, for an aggregate of each group. Rows with a gap in one of them belong to none.
   *
   * @see pandas.DataFrame.groupby
   */
  groupBy(...names: NameOf<R>[]): Groups {
    checkGroupNames(this.#columns, names)
    return {
      aggregate: (aggregations) =>
        Table.fromColumns(aggregateBy(this.#columns, this.#rowCount, names, aggregations) as Columns),
    }
  }

  /**
   * The columns of another table beside those of this one, where keys are equal; missing keys are equal too, as in pandas.
   *
   * @throws RangeError for a key that comes twice where `validate` does not allow it; TypeError for keys of two kinds.
   * @see pandas.DataFrame.merge
   */
  join<Other extends Row>(other: Table<Other>, options: JoinOptions): Table<R & Other> {
    rejectUnknownOptions('Table.join', options, ['on', 'how', 'validate', 'suffixes'])
    const { columns, rowCount } = join(this.#side, other.#side, options)
    return this.#with(columns, rowCount)
  }

  /**
   * The rows of another table below those of this one.
   *
   * @throws RangeError where one lacks a column of the other, unless `fill` is true; TypeError for columns of two kinds.
   * @see pandas.concat
   */
  append(other: Table, options: AppendOptions = {}): Table<R> {
    rejectUnknownOptions('Table.append', options, ['fill'])
    return this.#with(append(this.#side, other.#side, options), this.#rowCount + other.#rowCount)
  }

  /**
   * The table with the values of a numeric column sorted into bins.
   *
   * @see pandas.cut
   */
  cut(name: NameOf<R>, options: CutOptions): Table {
    rejectUnknownOptions('Table.cut', options, ['bins', 'labels', 'right', 'includeLowest', 'as'])
    return this.withColumn(options.as ?? name, cut(this.#columns, name, options))
  }

  /**
   * The table with the values of a column moved down by some rows: yesterday's value beside today's.
   *
   * @see pandas.DataFrame.shift
   */
  shift(name: NameOf<R>, options: ShiftOptions = {}): Table {
    rejectUnknownOptions('Table.shift', options, ['by', 'within', 'as'])
    return this.withColumn(options.as ?? name, shift(this.#columns, this.#rowCount, name, options))
  }

  /**
   * The table with the texts of a column turned into dates: milliseconds since 1970 in UTC.
   *
   * @throws RangeError for a text that is no date, and where days and months cannot be told apart.
   * @see pandas.to_datetime
   */
  parseDates(name: NameOf<R>, options: ParseDatesOptions = {}): Table {
    return this.withColumn(name, parseDateColumn(this.#columns, name, options))
  }

  /**
   * The table with parts of a column of dates added: month, weekday, hour, … as numbers, or as a place on a circle.
   *
   * @throws TypeError for a column that is not dates.
   * @see pandas.Series.dt
   */
  dateParts(name: NameOf<R>, options: DatePartsOptions): Table {
    return this.#with(dateParts(this.#columns, name, options))
  }

  /**
   * One row per period of time, also where there was none: the date it begins with, and what aggregations make of the rows.
   *
   * @throws TypeError for a column that is not dates; RangeError for an unknown period.
   * @see pandas.DataFrame.resample
   */
  resample(name: NameOf<R>, options: ResampleOptions): Table {
    return Table.fromColumns(resample(this.#columns, name, options) as Columns)
  }

  /**
   * Count, mean, standard deviation, minimum, quartiles and maximum of each numeric column, as a table whose first
   * column, `statistic`, names the line; of a table of text only: count, unique, top and freq.
   *
   * @see pandas.DataFrame.describe
   */
  describe(): Table {
    return Table.fromColumns(describeTable(this.#columns))
  }

  /**
   * How many values each column lacks.
   *
   * @see pandas.DataFrame.isna().sum()
   */
  missingCount(): Record<string, number> {
    return Object.fromEntries([...this.#columns].map(([name, column]) => [name, countMissing(column)]))
  }

  /**
   * How many rows hold each value of a column, in the order of first appearance; gaps are not counted.
   *
   * @see pandas.Series.value_counts
   */
  groupCount(name: NameOf<R>): Record<string, number> {
    return Object.fromEntries(countValues(columnIn(this.#columns, name, 'column')))
  }

  /**
   * The numbers row by row, `[rows][columns]`.
   *
   * @throws TypeError when a column holds text.
   * @see pandas.DataFrame.to_numpy
   */
  toArray(): number[][] {
    const columns = this.columns.map((name) => this.numbers(name))
    return Array.from({ length: this.#rowCount }, (_, row) => columns.map((column) => column[row]!))
  }

  /** The rows as objects. */
  toObjects(): R[] {
    const read = rowObject(this.#columns)
    return Array.from({ length: this.#rowCount }, (_, row) => read(row) as R)
  }

  /** CSV text with a header line that `parseCsv` reads back. Missing values are empty. */
  toCsv(): string {
    return formatCsv(this.#columns, this.#rowCount)
  }

  /** Aligned text, as pandas prints a frame: of a long table the first and last rows. */
  toString(options: FormatTableOptions = {}): string {
    rejectUnknownOptions('Table.toString', options, ['index', 'maxRows', 'maxColumns'])
    return formatTable(this.#columns, this.#rowCount, options)
  }

  get #side(): Side {
    return { columns: this.#columns, rowCount: this.#rowCount }
  }

  /** A table of these columns, with the notes on those that are still as they were read. */
  #with<Other extends Row>(columns: Columns, rowCount: number = this.#rowCount): Table<Other> {
    const notes = this.#notes.filter(({ column: name }) => {
      return name === undefined || columns.get(name) === this.#columns.get(name)
    })
    return new Table<Other>(columns, rowCount, notes)
  }

  #mapColumns(change: (column: Column) => Column, rowCount?: number): Table<R> {
    const columns = new Map([...this.#columns].map(([name, column]) => [name, change(column)]))
    const first = columns.values().next().value
    return new Table<R>(columns, rowCount ?? first?.length ?? 0, this.#notes)
  }
}
