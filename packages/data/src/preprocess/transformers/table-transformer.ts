import { Table } from '../../table/table.ts'
import type { Tabular, Transformer, TransformerJSON } from './transformer.ts'

/** How one kind of transformer learns and changes rows: pure functions on tables. */
export interface TransformerKind<Fitted> {
  name: string
  options: unknown
  learn(table: Table, target: ArrayLike<unknown> | undefined): Fitted
  apply(table: Table, fitted: Fitted): Table
  /** Defaults to none: `inverseTransform` then throws. */
  invert?(table: Table, fitted: Fitted, columns: readonly string[]): Table
  /** Where training rows are changed in another way than new ones. Defaults to {@link apply}. */
  applyToTraining?(table: Table, fitted: Fitted, target: ArrayLike<unknown> | undefined): Table
}

/** A transformer of tables, or of rows of numbers, whose columns are then called `x0`, `x1`, … */
export class TableTransformer<Fitted> implements Transformer {
  readonly #kind: TransformerKind<Fitted>
  #fitted: { columns: readonly string[]; learned: Fitted } | undefined

  constructor(kind: TransformerKind<Fitted>) {
    this.#kind = kind
  }

  /** Name of the function that made it. */
  get name(): string {
    return this.#kind.name
  }

  /** What it learned. */
  get fitted(): Fitted {
    return this.#state().learned
  }

  /**
   * Learns from training rows, and returns itself.
   *
   * @throws RangeError when there is no row or no column; TypeError for columns of the wrong kind.
   */
  fit(x: Tabular, target?: ArrayLike<unknown>): this {
    const table = toTable(x, this.name)
    if (table.shape[0] === 0 || table.shape[1] === 0) {
      throw new RangeError(
        `${this.name}: expected at least one row and column, received shape=[${table.shape}]. Fit it on training rows.`,
      )
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
   * Changes rows as it learned to; the same kind comes back.
   *
   * @throws Error before `fit`; TypeError for other columns than it was fitted on.
   */
  transform<Data extends Tabular>(x: Data): Data extends Table ? Table : number[][] {
    return this.#with(x, (table) => this.#kind.apply(table, this.#state().learned))
  }

  /** Learns from training rows and changes them. */
  fitTransform<Data extends Tabular>(x: Data, target?: ArrayLike<unknown>): Data extends Table ? Table : number[][] {
    this.fit(x, target)
    const { applyToTraining } = this.#kind
    if (!applyToTraining) return this.transform(x)
    return this.#with(x, (table) => applyToTraining(table, this.#state().learned, target))
  }

  /**
   * Undoes {@link transform}.
   *
   * @throws Error where what was changed cannot be found again.
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

  /** The columns that {@link transform} returns. */
  featureNames(): string[] {
    const { columns, learned } = this.#state()
    const empty = Table.fromColumns(new Map(columns.map((name) => [name, []])))
    return this.#kind.apply(empty, learned).columns
  }

  /** What it learned, as plain data: see `transformerFromJSON`. */
  toJSON(): TransformerJSON {
    const { columns, learned } = this.#state()
    return { transformer: this.name, options: this.#kind.options, columns, fitted: learned }
  }

  /** Takes back what {@link toJSON} wrote, and returns itself. */
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

/** A table as it is; rows as a table. */
function toTable(x: Tabular, caller: string, names?: readonly string[]): Table {
  if (x instanceof Table) return x
  const width = names?.length ?? x[0]?.length ?? 0
  const ragged = x.findIndex((row) => row.length !== width)
  if (ragged >= 0) {
    throw new TypeError(
      `${caller}: expected ${width} numbers in each row, received ${x[ragged]!.length} in row ${ragged}. Pass the columns it was fitted on.`,
    )
  }
  const columns = Array.from({ length: width }, (_, column): [string, Float64Array] => [
    names?.[column] ?? `x${column}`,
    Float64Array.from(x, (row) => row[column]!),
  ])
  return Table.fromColumns(new Map(columns))
}
