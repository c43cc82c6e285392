import { isNumeric } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { expectNotInfinite, expectRows } from '../expect-rows.ts'
import type { Tabular, Transformer, TransformerJSON } from './transformer.ts'

/** Implementation of one kind of transformer: pure functions on tables. */
export interface TransformerKind<Fitted> {
  name: string
  options: unknown
  learn(table: Table, target: ArrayLike<unknown> | undefined): Fitted
  apply(table: Table, fitted: Fitted): Table
  /** Inverse of {@link apply}. Defaults to none: `inverseTransform` then throws. */
  invert?(table: Table, fitted: Fitted, columns: readonly string[]): Table
  /** Transforms training rows, if differently from new ones. Defaults to {@link apply}. */
  applyToTraining?(table: Table, fitted: Fitted, target: ArrayLike<unknown> | undefined): Table
}

/** A transformer of tables, or of rows of numbers, with columns named `x0`, `x1`, … */
export class TableTransformer<Fitted> implements Transformer {
  readonly #kind: TransformerKind<Fitted>
  #fitted: { columns: readonly string[]; learned: Fitted } | undefined

  constructor(kind: TransformerKind<Fitted>) {
    this.#kind = kind
  }

  /** Name of the function that created it. */
  get name(): string {
    return this.#kind.name
  }

  /** The fitted state. */
  get fitted(): Fitted {
    return this.#state().learned
  }

  /**
   * Fits on training rows, and returns itself.
   *
   * @throws RangeError for an empty table; TypeError for columns of the wrong type.
   */
  fit(x: Tabular, target?: ArrayLike<unknown>): this {
    const table = toTable(x, this.name)
    if (table.shape[0] === 0 || table.shape[1] === 0) {
      throw new RangeError(
        `${this.name}: expected at least one row and column, received shape=[${table.shape}]. Fit it on training rows.`,
      )
    }
    for (const name of table.columns) {
      const column = table.column(name)
      if (isNumeric(column)) expectNotInfinite(this.name, column, name)
    }
    if (target !== undefined && target.length !== table.shape[0]) {
      throw new RangeError(
        `${this.name}: expected a target for each of ${table.shape[0]} rows, received ${target.length}. Pass the targets of these rows.`,
      )
    }
    this.#fitted = { columns: table.columns, learned: this.#kind.learn(table, target) }
    return this
  }

  /**
   * Transforms rows with the fitted state; returns the same type.
   *
   * @throws Error before `fit`; TypeError for columns other than those it was fitted on.
   */
  transform<Data extends Tabular>(x: Data): Data extends Table ? Table : number[][] {
    return this.#with(x, (table) => this.#kind.apply(table, this.#state().learned))
  }

  /** Fits on training rows and returns them transformed. */
  fitTransform<Data extends Tabular>(x: Data, target?: ArrayLike<unknown>): Data extends Table ? Table : number[][] {
    this.fit(x, target)
    const { applyToTraining } = this.#kind
    if (!applyToTraining) return this.transform(x)
    return this.#with(x, (table) => applyToTraining(table, this.#state().learned, target))
  }

  /**
   * Undoes {@link transform}.
   *
   * @throws Error when the transformation cannot be inverted.
   */
  inverseTransform<Data extends Tabular>(x: Data): Data extends Table ? Table : number[][] {
    const { invert, name } = this.#kind
    if (!invert) {
      throw new Error(
        `${name}: expected a transformer that can be undone, received ${name}. Keep the rows that you transformed.`,
      )
    }
    const { learned, columns } = this.#state()
    const table = toTable(x, name, this.featureNames())
    const result = invert(this.#select(table, this.featureNames()), learned, columns)
    return (x instanceof Table ? result : result.toArray()) as Data extends Table ? Table : number[][]
  }

  /** Names of the columns that {@link transform} returns. */
  featureNames(): string[] {
    const { columns, learned } = this.#state()
    const empty = Table.fromColumns(new Map(columns.map((name) => [name, []])))
    return this.#kind.apply(empty, learned).columns
  }

  /** Returns the fitted state as plain data: see `transformerFromJSON`. */
  toJSON(): TransformerJSON {
    const { columns, learned } = this.#state()
    return { transformer: this.name, options: this.#kind.options, columns, fitted: learned }
  }

  /** Restores the state written by {@link toJSON}, and returns itself. */
  restore(columns: readonly string[], learned: Fitted): this {
    this.#fitted = { columns, learned }
    try {
      this.featureNames()
    } catch (cause) {
      this.#fitted = undefined
      throw new TypeError(
        `${this.name}: expected what toJSON() wrote, received something else. Write it with JSON.stringify(transformer).`,
        { cause },
      )
    }
    return this
  }

  #state(): { columns: readonly string[]; learned: Fitted } {
    if (this.#fitted) return this.#fitted
    throw new Error(`${this.name}: expected fit() before anything else. Fit it on the training rows.`)
  }

  #with<Data extends Tabular>(x: Data, change: (table: Table) => Table): Data extends Table ? Table : number[][] {
    const { columns } = this.#state()
    const result = change(this.#select(toTable(x, this.name, columns), columns))
    return (x instanceof Table ? result : result.toArray()) as Data extends Table ? Table : number[][]
  }

  #select(table: Table, columns: readonly string[]): Table {
    const given = new Set(table.columns)
    if (given.size !== columns.length || columns.some((name) => !given.has(name))) {
      throw new TypeError(
        `${this.name}: expected the columns ${columns.join(', ')} (${columns.length}), received ${table.columns.join(', ')}. Select the columns it was fitted on.`,
      )
    }
    return table.select(...columns)
  }
}

/** Converts rows to a table; returns a table unchanged. */
function toTable(x: Tabular, caller: string, names?: readonly string[]): Table {
  if (x instanceof Table) return x
  const width = expectRows(caller, x, names?.length)
  const columns = Array.from({ length: width }, (_, column): [string, Float64Array] => [
    names?.[column] ?? `x${column}`,
    Float64Array.from(x, (row) => row[column]!),
  ])
  return Table.fromColumns(new Map(columns))
}
