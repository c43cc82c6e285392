import { formatCsv } from '../csv/format-csv.ts'
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
import { checkRows, toColumns } from './to-columns.ts'

/** One row of a {@link Table}, by column name. */
export type Row = Record<string, Cell>

/**
 * An immutable table of named columns: what pandas calls a DataFrame.
 *
 * Numeric columns are `Float64Array` with `NaN` for a missing value, text columns are arrays with `null` for one. Every
 * verb returns a new table. Make one with {@link Table.fromColumns}, {@link Table.fromRows}, `parseCsv` or a loader.
 *
 * @example
 * ```ts
 * import { Table } from '@dlw/data'
 *
 * const table = Table.fromColumns({ species: ['Adelie', 'Gentoo'], mass: [3750, Number.NaN] })
 * table.shape // → [2, 2]
 * table.missingCount() // → { species: 0, mass: 1 }
 * table.dropMissing().toObjects() // → [{ species: 'Adelie', mass: 3750 }]
 * ```
 * @see pandas.DataFrame
 */
export class Table {
  readonly #columns: ReadonlyMap<string, Column>
  readonly #rowCount: number

  private constructor(columns: ReadonlyMap<string, Column>, rowCount: number) {
    this.#columns = columns
    this.#rowCount = rowCount
  }

  /**
   * Makes a table of columns of one length. Values that are all numbers (or missing) make a numeric column.
   *
   * @param columns The values by name; a `Map` where names like `2024` must keep their place.
   * @throws TypeError for columns of different lengths, or values that are neither numbers nor text.
   * @see pandas.DataFrame(dict)
   */
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
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    return Table.fromColumns(new Map(names.map((name) => [name, rows.map((row) => row[name] ?? null)])))
  }

  /** `[rows, columns]`. */
  get shape(): [rows: number, columns: number] {
    return [this.#rowCount, this.#columns.size]
  }

  /** The column names, in order. */
  get columns(): string[] {
    return [...this.#columns.keys()]
  }

  /**
   * The column of that name. Do not write to it.
   *
   * @throws RangeError when there is none.
   */
  column(name: string): Column {
    const column = this.#columns.get(name)
    if (column === undefined) {
      throw new RangeError(
        `Table.column: expected one of ${this.columns.join(', ')}, received name=${JSON.stringify(name)}. Mind upper and lower case.`,
      )
    }
    return column
  }

  /**
   * The numeric column of that name, `NaN` where a value is missing.
   *
   * @throws TypeError when it holds text.
   */
  numbers(name: string): Float64Array {
    const column = this.column(name)
    if (isNumeric(column)) return column
    throw new TypeError(
      `Table.numbers: expected a numeric column, received name=${JSON.stringify(name)}, which holds text such as ${JSON.stringify(column.find((text) => text !== null))}. Use labels() or oneHot() for classes.`,
    )
  }

  /**
   * The text column of that name, complete: what `oneHot` and `stratify` take.
   *
   * @throws TypeError when it holds numbers or a gap.
   */
  labels(name: string): string[] {
    const column = this.column(name)
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
  head(count = 5): Table {
    return this.rows(0, count)
  }

  /** The last `count` rows. Defaults to 5. */
  tail(count = 5): Table {
    return this.rows(Math.max(0, this.#rowCount - count))
  }

  /** The rows from `from` up to but without `to`, as in `Array.slice`. */
  rows(from: number, to?: number): Table {
    return this.#mapColumns((column) => column.slice(from, to) as Column)
  }

  /**
   * The rows of these numbers, in this order; a number may come twice.
   *
   * @throws RangeError for a row that does not exist.
   * @see pandas.DataFrame.iloc
   */
  take(rows: ArrayLike<number>): Table {
    checkRows(rows, this.#rowCount)
    return this.#mapColumns((column) => takeColumn(column, rows), rows.length)
  }

  /** These columns only, in this order. */
  select(...names: string[]): Table {
    return new Table(new Map(names.map((name) => [name, this.column(name)])), this.#rowCount)
  }

  /** All columns but these. */
  drop(...names: string[]): Table {
    for (const name of names) this.column(name)
    return this.select(...this.columns.filter((name) => !names.includes(name)))
  }

  /**
   * The table with one more column, or with that column replaced.
   *
   * @see pandas.DataFrame.assign
   */
  withColumn(name: string, values: ColumnValues): Table {
    if (this.#columns.size > 0 && values.length !== this.#rowCount) {
      throw new TypeError(
        `Table.withColumn: expected ${this.#rowCount} values, received ${values.length} for "${name}". Give one per row.`,
      )
    }
    const column = toColumn(values, `Table.withColumn: expected numbers or text in column "${name}"`)
    return new Table(new Map([...this.#columns, [name, column]]), values.length)
  }

  /** The rows for which `keep` is true. */
  filter(keep: (row: Row, index: number) => boolean): Table {
    return this.take(this.toObjects().flatMap((row, index) => (keep(row, index) ? [index] : [])))
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
   * The rows without a gap in any column.
   *
   * @see pandas.DataFrame.dropna
   */
  dropMissing(): Table {
    const columns = [...this.#columns.values()]
    const rows = Array.from({ length: this.#rowCount }, (_, row) => row)
    return this.take(rows.filter((row) => !columns.some((column) => isMissing(column, row))))
  }

  /**
   * How many rows hold each value of a column, in the order of first appearance; gaps are not counted.
   *
   * @see pandas.Series.value_counts
   */
  groupCount(name: string): Record<string, number> {
    return Object.fromEntries(countValues(this.column(name)))
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
  toObjects(): Row[] {
    const columns = [...this.#columns]
    return Array.from({ length: this.#rowCount }, (_, row) =>
      Object.fromEntries(columns.map(([name, column]) => [name, column[row] as Cell])),
    )
  }

  /** CSV text with a header line that `parseCsv` reads back. Missing values are empty. */
  toCsv(): string {
    return formatCsv(this.#columns, this.#rowCount)
  }

  /** Aligned text, as pandas prints a frame: of a long table the first and last rows. */
  toString(options: FormatTableOptions = {}): string {
    return formatTable(this.#columns, this.#rowCount, options)
  }

  #mapColumns(change: (column: Column) => Column, rowCount?: number): Table {
    const columns = new Map([...this.#columns].map(([name, column]) => [name, change(column)]))
    const first = columns.values().next().value
    return new Table(columns, rowCount ?? first?.length ?? 0)
  }
}
