import { count, cut, fields, finite, flag, label, list, most, name, optional } from '../live/checked.ts'

/** How the reader says that the file is written, as options of `loadCsv`. */
export interface Reading {
  separator?: string | undefined
  decimal?: string | undefined
  thousands?: string | undefined
  encoding?: string | undefined
  missing: string[]
}

/** What the page asks: to look at a table, or to train a network that predicts the target. */
export interface TableOrder {
  kind: 'table'
  file: Blob
  reading: Reading
  /** The column to predict; without one, the table is only looked at. */
  target?: string | undefined
}

/** What can be seen of a table. */
export interface TableView {
  rows: number
  columns: { name: string; isNumber: boolean; missing: number; distinct: number }[]
  /** The first rows of the first columns, as text; empty for a missing value. */
  head: string[][]
  /** What the reader of the file guessed or changed, and what is suspicious. */
  warnings: string[]
  /** A sample of some numeric columns, and of columns with few values, to colour the points by. */
  sample: { numbers: SampleColumn<number>[]; groups: SampleColumn<string>[] }
  /** The column that is likely to be predicted. */
  suggested: string
}

/** Some values of a column. */
export interface SampleColumn<Value> {
  name: string
  values: Value[]
}

/** What a training on a table leaves behind. */
export interface OwnTableResults {
  /** Sentences on what was done, such as which columns were left out. */
  notes: string[]
  /** The result in one sentence. */
  score: string
  /** Of a regression: true and predicted values of the test rows. */
  predictions?: { actual: number[]; predicted: number[] } | undefined
  /** The network as a `.keras` file in Base64, and its preprocessing as JSON. */
  model: string
  preparation: string
}

/** @throws TypeError if it is no order. */
export function readTableOrder({ file, reading, target }: Record<string, unknown>): TableOrder {
  if (!(file instanceof Blob)) throw new TypeError('no file')
  const of = fields(reading)
  return {
    kind: 'table',
    file,
    reading: {
      separator: optional(of.separator, name),
      decimal: optional(of.decimal, name),
      thousands: optional(of.thousands, name),
      encoding: optional(of.encoding, name),
      missing: list(of.missing, 100, name),
    },
    target: optional(target, cut),
  }
}

/** @throws TypeError if it is no view of a table. */
export function readTableView(of: Record<string, unknown>): TableView {
  const sample = fields(of.sample)
  return {
    rows: count(of.rows),
    columns: list(of.columns, most.columns, (value) => {
      const column = fields(value)
      const { isNumber, missing, distinct } = column
      return { name: cut(column.name), isNumber: flag(isNumber), missing: count(missing), distinct: count(distinct) }
    }),
    head: list(of.head, 100, (row) => list(row, most.columns, label)),
    warnings: list(of.warnings, 200, cut),
    sample: {
      numbers: list(sample.numbers, 20, (value) => sampleOf(fields(value), finite)),
      groups: list(sample.groups, 100, (value) => sampleOf(fields(value), label)),
    },
    suggested: cut(of.suggested),
  }
}

function sampleOf<Value>(of: Record<string, unknown>, part: (value: unknown) => Value): SampleColumn<Value> {
  return { name: cut(of.name), values: list(of.values, most.rows, part) }
}

/** @throws TypeError if they are no results. */
export function readOwnTableResults(of: Record<string, unknown>): OwnTableResults {
  const numbers = (value: unknown): number[] => list(value, most.rows, finite)
  const long = (value: unknown): string => {
    if (typeof value !== 'string' || value.length > most.file) throw new TypeError('no file')
    return value
  }
  return {
    notes: list(of.notes, 100, cut),
    score: cut(of.score),
    predictions: optional(of.predictions, (value) => {
      const { actual, predicted } = fields(value)
      return { actual: numbers(actual), predicted: numbers(predicted) }
    }),
    model: long(of.model),
    preparation: long(of.preparation),
  }
}
