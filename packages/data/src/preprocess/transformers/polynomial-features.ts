import { expectInteger } from '../../arguments/index.ts'
import type { ColumnValues } from '../../table/column.ts'
import { Table } from '../../table/table.ts'
import { TableTransformer } from './table-transformer.ts'

/** Options of {@link polynomialFeatures}. */
export interface PolynomialFeaturesOptions {
  /** The highest number of factors in a product. Defaults to 2. */
  degree?: number
  /** Whether no column is multiplied by itself. Defaults to false. */
  interactionOnly?: boolean
  /** Whether a column of ones comes first. Defaults to true. */
  includeBias?: boolean
}

/**
 * Makes a transformer that adds all products of the columns up to a degree: what a linear model needs to bend.
 *
 * @throws TypeError for text columns.
 * @see scikit-learn `preprocessing.PolynomialFeatures`
 * @example
 * ```ts
 * import { polynomialFeatures, Table } from '@dlw/data'
 *
 * const features = polynomialFeatures({ includeBias: false }).fit(Table.fromColumns({ a: [2], b: [3] }))
 * console.log(features.featureNames()) // → [ 'a', 'b', 'a^2', 'a b', 'b^2' ]
 * console.log(features.transform(Table.fromColumns({ a: [2], b: [3] })).toArray()) // → [ [ 2, 3, 4, 6, 9 ] ]
 * ```
 */
export function polynomialFeatures(options: PolynomialFeaturesOptions = {}): TableTransformer<unknown> {
  const { degree = 2, interactionOnly = false, includeBias = true } = options
  expectInteger('polynomialFeatures', 'degree', degree, { min: 0, advice: 'Pass for example 2.' })
  return new TableTransformer<Record<string, never>>({
    name: 'polynomialFeatures',
    options,
    learn: () => ({}),
    apply(table) {
      const columns = table.columns.map((name) => table.numbers(name))
      const products = Array.from({ length: degree + 1 }, (_, factors) =>
        factors === 0 ? (includeBias ? [[]] : []) : combinations(columns.length, factors, interactionOnly),
      ).flat()
      const entries = products.map((places): [string, ColumnValues] => {
        const values = new Float64Array(table.shape[0]).fill(1)
        for (const place of places) {
          const factor = columns[place]!
          for (let row = 0; row < values.length; row++) values[row] = values[row]! * factor[row]!
        }
        return [nameOf(places, table.columns), values]
      })
      return Table.fromColumns(new Map(entries))
    },
  }) as TableTransformer<unknown>
}

/** All ways to choose `count` of `size` places in rising order, with or without repetition. */
function combinations(size: number, count: number, isDistinct: boolean, from = 0): number[][] {
  if (count === 0) return [[]]
  return Array.from({ length: Math.max(0, size - from) }, (_, index) => from + index).flatMap((place) =>
    combinations(size, count - 1, isDistinct, isDistinct ? place + 1 : place).map((rest) => [place, ...rest]),
  )
}

function nameOf(places: readonly number[], names: readonly string[]): string {
  if (places.length === 0) return '1'
  const powers = new Map<number, number>()
  for (const place of places) powers.set(place, (powers.get(place) ?? 0) + 1)
  return [...powers].map(([place, power]) => (power === 1 ? names[place]! : `${names[place]}^${power}`)).join(' ')
}
