import type { ColumnValues } from '../../table/column.ts'
import { isNumeric } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import type { Transformer, TransformerJSON } from './transformer.ts'

/** Some columns and the steps that they go through. */
export interface ColumnGroup {
  /** Their names, or all numeric columns, or all text columns, of the training rows. */
  columns: readonly string[] | 'numbers' | 'texts'
  /** In their order. None: the columns stay as they are. */
  steps: Transformer | readonly Transformer[]
}

/** Options of {@link columnTransformer}. */
export interface ColumnTransformerOptions {
  /** What becomes of columns that no group names. Defaults to 'drop'. */
  remainder?: 'drop' | 'passthrough'
}

/**
 * Prepares a table for a network: each group of columns goes through its own steps. Fit it on the training rows only,
 * save it beside the model as JSON, and read it with {@link transformerFromJSON} where the model predicts.
 *
 * @throws RangeError for a column that two groups name, or that is not there.
 * @see scikit-learn `compose.ColumnTransformer`
 * @example
 * ```ts
 * import { columnTransformer, oneHotEncoder, simpleImputer, standardScaler, Table } from '@dlw/data'
 *
 * const passengers = Table.fromColumns({ age: [20, null, 40], fare: [7, 8, 30], port: ['S', 'C', 'S'] })
 * const preprocessor = columnTransformer([
 *   { columns: 'numbers', steps: [simpleImputer({ strategy: 'median' }), standardScaler()] },
 *   { columns: ['port'], steps: oneHotEncoder({ unknown: 'ignore' }) },
 * ])
 * const x = preprocessor.fitTransform(passengers)
 * console.log(x.columns) // → [ 'age', 'fare', 'port_C', 'port_S' ]
 * console.log(x.shape) // → [ 3, 4 ]
 * ```
 */
export function columnTransformer(
  groups: readonly ColumnGroup[],
  { remainder = 'drop' }: ColumnTransformerOptions = {},
): ColumnTransformer {
  if (remainder !== 'drop' && remainder !== 'passthrough') {
    throw new RangeError(
      `columnTransformer: expected remainder to be 'drop' or 'passthrough', received remainder=${remainder}. Pass one of them.`,
    )
  }
  return new ColumnTransformer(groups, remainder)
}

/** Changes groups of columns, each in its own way. Made by {@link columnTransformer}. */
export class ColumnTransformer implements Transformer {
  readonly name = 'columnTransformer'
  readonly #groups: readonly { columns: ColumnGroup['columns']; steps: readonly Transformer[] }[]
  readonly #remainder: 'drop' | 'passthrough'
  #columns: readonly string[] | undefined
  /** The columns of each group, as fitted. */
  #names: readonly (readonly string[])[] = []

  constructor(
    groups: readonly ColumnGroup[],
    remainder: 'drop' | 'passthrough',
    fitted?: { columns: readonly string[]; names: readonly (readonly string[])[] },
  ) {
    this.#groups = groups.map(({ columns, steps }) => ({
      columns,
      steps: Array.isArray(steps) ? (steps as readonly Transformer[]) : [steps as Transformer],
    }))
    this.#remainder = remainder
    this.#columns = fitted?.columns
    this.#names = fitted?.names ?? []
  }

  /** Learns from training rows, and returns itself. */
  fit(x: Table, target?: ArrayLike<unknown>): this {
    this.fitTransform(x, target)
    return this
  }

  /** Learns from training rows and changes them. */
  fitTransform(x: Table, target?: ArrayLike<unknown>): Table {
    const names = this.#choose(x)
    const parts = this.#groups.map(({ steps }, index) =>
      steps.reduce((part, step) => step.fitTransform(part, target), x.select(...names[index]!)),
    )
    this.#names = names
    this.#columns = names.flat()
    return join(parts, this.#rest(x))
  }

  /**
   * Changes rows as it learned to; columns that it was not fitted on are left out.
   *
   * @throws Error before `fit`; RangeError for a column that is not there.
   */
  transform(x: Table): Table {
    this.#fitted()
    const parts = this.#groups.map(({ steps }, index) =>
      steps.reduce((part, step) => step.transform(part), x.select(...this.#names[index]!)),
    )
    return join(parts, this.#rest(x))
  }

  /** Undoes {@link transform}, group by group. */
  inverseTransform(x: Table): Table {
    this.#fitted()
    const parts = this.#groups.map(({ steps }, index) => {
      const names = steps.at(-1)?.featureNames() ?? this.#names[index]!
      return steps.reduceRight((part, step) => step.inverseTransform(part), x.select(...names))
    })
    return join(parts, undefined)
  }

  /** The columns that {@link transform} returns, without those that pass through. */
  featureNames(): string[] {
    this.#fitted()
    return this.#groups.flatMap(({ steps }, index) => steps.at(-1)?.featureNames() ?? [...this.#names[index]!])
  }

  /** What it learned, as plain data: see {@link transformerFromJSON}. */
  toJSON(): TransformerJSON {
    const columns = this.#fitted()
    return {
      transformer: this.name,
      options: { remainder: this.#remainder },
      columns,
      fitted: this.#groups.map(({ steps }, index) => ({
        columns: this.#names[index],
        steps: steps.map((step) => step.toJSON()),
      })),
    }
  }

  #fitted(): readonly string[] {
    if (this.#columns) return this.#columns
    throw new Error('columnTransformer: expected fit() before anything else. Fit it on the training rows.')
  }

  /** The columns of each group in a table of training rows. */
  #choose(x: Table): string[][] {
    const named = new Set(this.#groups.flatMap(({ columns }) => (typeof columns === 'string' ? [] : columns)))
    const taken = new Set<string>()
    return this.#groups.map(({ columns }) => {
      const names =
        typeof columns === 'string'
          ? x.columns.filter((name) => !named.has(name) && isNumeric(x.column(name)) === (columns === 'numbers'))
          : [...columns]
      for (const name of names) {
        x.column(name)
        if (taken.has(name)) {
          throw new RangeError(
            `columnTransformer: expected each column in one group, received "${name}" in two. Name it once.`,
          )
        }
        taken.add(name)
      }
      return names
    })
  }

  #rest(x: Table): Table | undefined {
    if (this.#remainder === 'drop') return undefined
    const own = new Set(this.#columns)
    return x.select(...x.columns.filter((name) => !own.has(name)))
  }
}

/** Tables of the same rows side by side. */
function join(parts: readonly Table[], rest: Table | undefined): Table {
  const columns = new Map<string, ColumnValues>()
  for (const part of rest ? [...parts, rest] : parts) {
    for (const name of part.columns) {
      if (columns.has(name)) {
        throw new RangeError(
          `columnTransformer: expected features of different names, received "${name}" twice. Rename one of the columns.`,
        )
      }
      columns.set(name, part.column(name))
    }
  }
  return Table.fromColumns(columns)
}
