import type { Table } from '../../table/table.ts'

/** What preprocessing takes: a table, or rows of numbers. The same kind comes back. */
export type Tabular = Table | readonly (readonly number[])[]

/** A fitted transformer as plain data: `JSON.stringify` it beside the model, read it with `transformerFromJSON`. */
export interface TransformerJSON {
  /** Name of the function that made it. */
  transformer: string
  /** The options it was made with. */
  options: unknown
  /** The columns it was fitted on. */
  columns: readonly string[]
  /** What it learned. */
  fitted: unknown
}

/**
 * A step of preprocessing: learns from training rows, then changes any rows in the same way. Made by `standardScaler`,
 * `oneHotEncoder`, `simpleImputer`, `columnTransformer` and others.
 *
 * @see scikit-learn's transformers
 */
export interface Transformer {
  /** Name of the function that made it. */
  readonly name: string
  /** Learns from training rows, and returns itself. `target` is what a target encoder needs. */
  fit(x: Table, target?: ArrayLike<unknown>): this
  /** Changes rows as it learned to. */
  transform(x: Table): Table
  /** Learns from training rows and changes them. */
  fitTransform(x: Table, target?: ArrayLike<unknown>): Table
  /** Undoes {@link transform}, where that can be done. */
  inverseTransform(x: Table): Table
  /** The columns that {@link transform} returns. */
  featureNames(): string[]
  /** What it learned, as plain data. */
  toJSON(): TransformerJSON
}
