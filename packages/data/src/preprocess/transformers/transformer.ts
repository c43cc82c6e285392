import type { Table } from '../../table/table.ts'

/** Input of preprocessing: a table, or rows of numbers. The output has the same type. */
export type Tabular = Table | readonly (readonly number[])[]

/** A fitted transformer as plain data: save it as JSON beside the model, and restore it with `transformerFromJSON`. */
export interface TransformerJSON {
  /** Name of the function that created it. */
  transformer: string
  /** The options it was created with. */
  options: unknown
  /** The columns it was fitted on. */
  columns: readonly string[]
  /** The fitted state. */
  fitted: unknown
}

/**
 * A preprocessing step: it is fitted on training rows, then transforms any rows in the same way. Created by
 * `standardScaler`, `oneHotEncoder`, `simpleImputer`, `columnTransformer` and others.
 *
 * @see scikit-learn's transformers
 */
export interface Transformer {
  /** Name of the function that created it. */
  readonly name: string
  /** Fits on training rows, and returns itself. `target` is needed by target encoders. */
  fit(x: Table, target?: ArrayLike<unknown>): this
  /** Transforms rows with the fitted state. */
  transform(x: Table): Table
  /** Fits on training rows and returns them transformed. */
  fitTransform(x: Table, target?: ArrayLike<unknown>): Table
  /** Undoes {@link transform}, if it is invertible. */
  inverseTransform(x: Table): Table
  /** Names of the columns that {@link transform} returns. */
  featureNames(): string[]
  /** Returns the fitted state as plain data. */
  toJSON(): TransformerJSON
}
