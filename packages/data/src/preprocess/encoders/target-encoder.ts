import { expectInteger } from '../../arguments/index.ts'
import { kFoldIndices } from '../../split/k-fold-indices.ts'
import { stratifiedKFoldIndices } from '../../split/stratified-k-fold-indices.ts'
import type { ColumnValues } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { moments } from '../scalers/moments.ts'
import { eachColumn } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { type Category, categoriesOf, codesOf } from './categories.ts'

/** Options of {@link targetEncoder}. */
export interface TargetEncoderOptions {
  /**
   * Smoothing: how strongly a category's mean is shrunk towards the overall mean, as a number of additional rows with
   * that mean. Defaults to 'auto': estimated from the variance within and between categories.
   */
  smooth?: 'auto' | number
  /** Number of folds for cross-fitting in `fitTransform`. Defaults to 5. */
  folds?: number
  /** Seed for shuffling the folds. Defaults to none: folds in row order. */
  seed?: number
}

interface Fitted {
  categories: Category[][]
  /** Overall mean of each target column. */
  means: number[]
  /** Encoding by column, target column and category. */
  encodings: number[][][]
  /** Classes of a multiclass target; undefined for numbers and for two classes. */
  classes?: (string | number)[]
}

/**
 * Creates an encoder that replaces each category by the mean target of its rows, shrunk towards the overall mean. `fit`
 * and `fitTransform` need the target: numbers or class labels. `fitTransform` encodes each training row from the other
 * folds, so that its own target does not leak: use it for training rows, and `transform` for all others.
 *
 * @see scikit-learn `preprocessing.TargetEncoder`
 * @example
 * ```ts
 * import { Table, targetEncoder } from '@dlw/data'
 *
 * const table = Table.fromColumns({ town: ['A', 'A', 'B', 'B'] })
 * const encoder = targetEncoder({ smooth: 0 }).fit(table, [10.5, 20.5, 30.5, 50.5])
 * console.log(encoder.transform(Table.fromColumns({ town: ['A', 'B', 'new'] })).toArray()) // → [ [ 15.5 ], [ 40.5 ], [ 28 ] ]
 * ```
 */
export function targetEncoder(options: TargetEncoderOptions = {}): TableTransformer<unknown> {
  const { smooth = 'auto', folds = 5, seed } = options
  if (smooth !== 'auto' && !(smooth >= 0 && smooth < Infinity)) {
    throw new RangeError(
      `targetEncoder: expected smooth to be 'auto' or a number of at least 0, received smooth=${smooth}. Leave it out.`,
    )
  }
  expectInteger('targetEncoder', 'folds', folds, { min: 2, advice: 'Pass for example 5.' })
  const learn = (table: Table, target: ArrayLike<unknown> | undefined): Fitted => {
    const { targets, classes } = readTarget(target)
    const categories = eachColumn(table, categoriesOf)
    const encodings = eachColumn(table, (column) => column).map((column, place) => {
      const codes = codesOf(column, categories[place]!)
      return targets.map((values) => encode(codes, categories[place]!.length, values, smooth))
    })
    return { categories, means: targets.map((values) => moments(values).mean), encodings, ...(classes && { classes }) }
  }
  const apply = (table: Table, { categories, means, encodings, classes }: Fitted): Table => {
    const columns = table.columns.flatMap((name, place) => {
      const codes = codesOf(table.column(name), categories[place]!)
      return encodings[place]!.map((encoding, each): [string, ColumnValues] => [
        classes ? `${name}_${classes[each]}` : name,
        valuesOf(codes, encoding, means[each]!),
      ])
    })
    return Table.fromColumns(new Map(columns))
  }
  return new TableTransformer<Fitted>({
    name: 'targetEncoder',
    options,
    learn,
    apply,
    applyToTraining(table, fitted, target) {
      const { isClasses } = readTarget(target)
      const splits = isClasses
        ? stratifiedKFoldIndices(target as ArrayLike<number>, { folds, ...(seed !== undefined && { seed }) })
        : kFoldIndices(table.shape[0], { folds, ...(seed !== undefined && { seed }) })
      const names = apply(table.head(0), fitted).columns
      const columns = names.map(() => new Float64Array(table.shape[0]))
      for (const { train, test } of splits) {
        const others = learnWithClasses(table.take(train), pick(target!, train), fitted.classes, learn)
        const encoded = apply(table.take(test), { ...others, ...(fitted.classes && { classes: fitted.classes }) })
        for (const [place, name] of names.entries()) {
          const values = encoded.numbers(name)
          for (let index = 0; index < test.length; index++) columns[place]![test[index]!] = values[index]!
        }
      }
      return Table.fromColumns(new Map(names.map((name, place) => [name, columns[place]!])))
    },
  }) as TableTransformer<unknown>
}

/** Returns the encoding of each code, or `other` for an unknown category. */
function valuesOf(codes: Int32Array, encoding: readonly number[], other: number): Float64Array {
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = codes[row]! < 0 ? other : encoding[codes[row]!]!
  return values
}

const pick = (values: ArrayLike<unknown>, rows: readonly number[]): unknown[] => rows.map((row) => values[row])

/** Fits on a subset of rows, whose targets may lack a class. */
function learnWithClasses(
  table: Table,
  target: readonly unknown[],
  classes: readonly (string | number)[] | undefined,
  learn: (table: Table, target: ArrayLike<unknown>) => Fitted,
): Fitted {
  if (!classes) return learn(table, target)
  const parts = classes.map((label) =>
    learn(
      table,
      target.map((each) => Number(each === label)),
    ),
  )
  return {
    categories: parts[0]!.categories,
    means: parts.map(({ means }) => means[0]!),
    encodings: parts[0]!.encodings.map((_, place) => parts.map(({ encodings }) => encodings[place]![0]!)),
  }
}

/** Converts the target to one numeric column, or to one 0/1 column per class if there are more than two. */
function readTarget(target: ArrayLike<unknown> | undefined): {
  targets: Float64Array[]
  classes?: (string | number)[]
  isClasses: boolean
} {
  if (!target) {
    throw new TypeError('targetEncoder: expected a target for each row, received none. Pass it: fit(table, target).')
  }
  const values = Array.from(target)
  const wrong = values.findIndex((value) => typeof value !== 'string' && !Number.isFinite(value))
  if (wrong >= 0) {
    throw new TypeError(
      `targetEncoder: expected numbers or labels as target, received ${values[wrong]} in row ${wrong}. Drop rows without a target.`,
    )
  }
  const distinct = [...new Set(values as (string | number)[])].sort((a, b) => (a < b ? -1 : Number(a > b)))
  const isText = distinct.some((value) => typeof value === 'string')
  // scikit-learn's type_of_target: integers are classes; two of them, or two strings, become 0 and 1.
  const isClasses = isText || distinct.every((value) => Number.isInteger(value))
  if (!isClasses) return { targets: [Float64Array.from(values as number[])], isClasses }
  if (distinct.length <= 2) {
    return { targets: [Float64Array.from(values, (value) => Number(value === distinct.at(-1)))], isClasses }
  }
  const targets = distinct.map((label) => Float64Array.from(values, (value) => Number(value === label)))
  return { targets, classes: distinct, isClasses }
}

function encode(codes: Int32Array, count: number, values: Float64Array, smooth: 'auto' | number): number[] {
  const { mean, squares } = moments(values)
  const variance = squares / values.length
  const rows = new Float64Array(count)
  const sums = new Float64Array(count)
  for (let row = 0; row < codes.length; row++) {
    rows[codes[row]!]! += 1
    sums[codes[row]!]! += values[row]!
  }
  if (smooth !== 'auto') {
    return Array.from(sums, (sum, code) =>
      rows[code]! + smooth === 0 ? mean : (sum + smooth * mean) / (rows[code]! + smooth),
    )
  }
  const spread = new Float64Array(count)
  for (let row = 0; row < codes.length; row++) {
    const distance = values[row]! - sums[codes[row]!]! / rows[codes[row]!]!
    spread[codes[row]!]! += distance * distance
  }
  return Array.from(sums, (sum, code) => {
    const n = rows[code]!
    const share = (variance * n) / (variance * n + spread[code]! / n)
    return Number.isNaN(share) ? mean : share * (sum / n) + (1 - share) * mean
  })
}
