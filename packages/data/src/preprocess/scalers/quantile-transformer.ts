import { expectInteger, expectSeed } from '../../arguments/index.ts'
import { createRandom } from '../../random/create-random.ts'
import { eachColumn, mapNumbers, sortedNumbers } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { normalProbability, normalQuantile } from './normal-distribution.ts'
import { quantile } from './quantile.ts'

/** Options of {@link quantileTransformer}. */
export interface QuantileTransformerOptions {
  /** How many quantiles are learned of each column: at most one per row. Defaults to 1000. */
  quantiles?: number
  /** How the values are distributed afterwards: from 0 to 1 evenly, or as a bell curve. Defaults to 'uniform'. */
  distribution?: 'uniform' | 'normal'
  /** Rows that the quantiles are learned of; of more, so many are drawn. Defaults to 10 000. */
  subsample?: number
  /** Seed of that draw. Defaults to 0. */
  seed?: number
}

interface Fitted {
  /** The learned quantiles of each column. */
  quantiles: number[][]
}

/** Values this near to an end are the end. */
const edge = 1e-7

/**
 * Makes a transformer that spreads the values of each column evenly, or into a bell curve, by their ranks. Outliers
 * lose their weight. Missing values stay missing.
 *
 * @throws TypeError for text columns.
 * @see scikit-learn `preprocessing.QuantileTransformer`
 * @example
 * ```ts
 * import { quantileTransformer, Table } from '@dlw/data'
 *
 * const incomes = Table.fromColumns({ income: [1, 2, 3, 4, 1000] })
 * console.log(quantileTransformer().fitTransform(incomes).numbers('income')) // → Float64Array(5) [ 0, 0.25, 0.5, 0.75, 1 ]
 * ```
 */
export function quantileTransformer(options: QuantileTransformerOptions = {}): TableTransformer<unknown> {
  const { quantiles: wanted = 1000, distribution = 'uniform', subsample = 10_000, seed = 0 } = options
  expectInteger('quantileTransformer', 'quantiles', wanted, { advice: 'Pass for example 1000.' })
  expectInteger('quantileTransformer', 'subsample', subsample, {
    min: wanted,
    advice: 'Pass at least as many as quantiles.',
  })
  expectSeed('quantileTransformer', seed)
  if (distribution !== 'uniform' && distribution !== 'normal') {
    throw new RangeError(
      `quantileTransformer: expected distribution to be 'uniform' or 'normal', received distribution=${distribution}. Pass one of them.`,
    )
  }
  const isNormal = distribution === 'normal'
  return new TableTransformer<Fitted>({
    name: 'quantileTransformer',
    options,
    learn(table) {
      const rows = table.shape[0]
      const count = Math.min(wanted, rows)
      const places = referencesOf(count)
      const sample = subsample < rows ? table.take(createRandom(seed).permutation(rows).slice(0, subsample)) : table
      return {
        quantiles: eachColumn(sample, (_, name) => {
          const sorted = sortedNumbers(sample.numbers(name))
          return places.map((place) => quantile(sorted, place))
        }),
      }
    },
    apply: (table, { quantiles }) =>
      mapNumbers(table, (values, place) => {
        const known = quantiles[place]!
        const references = referencesOf(known.length)
        return values.map((value) => {
          if (Number.isNaN(value)) return Number.NaN
          const margin = isNormal ? edge : 0
          const share =
            value - margin < known[0]! || (!isNormal && value === known[0])
              ? 0
              : value + margin > known.at(-1)! || (!isNormal && value === known.at(-1))
                ? 1
                : (interpolate(value, known, references, 'last') + interpolate(value, known, references, 'first')) / 2
          return isNormal ? clipped(normalQuantile(share)) : share
        })
      }),
    invert: (table, { quantiles }) =>
      mapNumbers(table, (values, place) => {
        const known = quantiles[place]!
        const references = referencesOf(known.length)
        return values.map((value) => {
          const share = isNormal ? normalProbability(value) : value
          if (Number.isNaN(share)) return Number.NaN
          if (isNormal ? share - edge < 0 : share === 0) return known[0]!
          if (isNormal ? share + edge > 1 : share === 1) return known.at(-1)!
          return interpolate(share, references, known, 'last')
        })
      }),
  }) as TableTransformer<unknown>
}

const referencesOf = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (count === 1 ? 0 : index / (count - 1)))

const lowest = normalQuantile(edge - Number.EPSILON)
const highest = normalQuantile(1 - (edge - Number.EPSILON))
const clipped = (value: number): number => Math.min(highest, Math.max(lowest, value))

/** Linear interpolation between points; where several share an x, the first or the last of them counts. */
function interpolate(x: number, xs: readonly number[], ys: readonly number[], side: 'first' | 'last'): number {
  if (x <= xs[0]! && side === 'first') return ys[0]!
  if (x >= xs.at(-1)! && side === 'last') return ys.at(-1)!
  let low = 0
  let high = xs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (side === 'last' ? xs[middle]! <= x : xs[middle]! < x) low = middle + 1
    else high = middle
  }
  if (low === 0) return ys[0]!
  if (low === xs.length) return ys.at(-1)!
  const [before, after] = [low - 1, low]
  const width = xs[after]! - xs[before]!
  return ys[before]! + ((x - xs[before]!) / width) * (ys[after]! - ys[before]!)
}
