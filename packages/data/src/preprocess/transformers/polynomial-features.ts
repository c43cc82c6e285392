import { expectInteger } from '../../arguments/index.ts'
import type { Column } from '../../table/column.ts'
import { ownedTable } from '../../table/table.ts'
import { TableTransformer } from './table-transformer.ts'

/** Options of {@link polynomialFeatures}. */
export interface PolynomialFeaturesOptions {
  /** Maximum degree of a product. Defaults to 2. */
  degree?: number
  /** Whether to exclude powers of a single column. Defaults to false. */
  interactionOnly?: boolean
  /** Whether to add a column of ones first. Defaults to true. */
  includeBias?: boolean
}

/**
 * Creates a transformer that adds all products of columns up to a degree, so that a linear model can fit curves.
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
      const entries = products.map((places): [string, Column] => {
        const [first, ...others] = places
        const values = first === undefined ? new Float64Array(table.shape[0]).fill(1) : columns[first]!.slice()
        for (const place of others) {
          const factor = columns[place]!
          for (let row = 0; row < values.length; row++) values[row] = values[row]! * factor[row]!
        }
        return [nameOf(places, table.columns), values]
      })
      return ownedTable(new Map(entries), table.shape[0])
    },
  }) as TableTransformer<unknown>
}

/** Lists all combinations of `count` out of `size` positions in ascending order, with or without repetition. */
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
