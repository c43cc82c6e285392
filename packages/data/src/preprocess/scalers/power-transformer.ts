import { eachColumn, mapNumbers } from '../transformers/map-columns.ts'
import { TableTransformer } from '../transformers/table-transformer.ts'
import { minimizeBounded } from './minimize-bounded.ts'
import { moments } from './moments.ts'

/** Options of {@link powerTransformer}. */
export interface PowerTransformerOptions {
  /** Whether each column then gets mean 0 and standard deviation 1. Defaults to true. */
  standardize?: boolean
}

interface Fitted {
  lambdas: number[]
  means: number[]
  scales: number[]
}

/**
 * Makes a transformer that brings skewed columns nearer to a bell curve: the power of Yeo and Johnson (2000), chosen for
 * each column by maximum likelihood. Negative values are fine; missing ones stay missing.
 *
 * @throws TypeError for text columns.
 * @see scikit-learn `preprocessing.PowerTransformer(method='yeo-johnson')`
 * @example
 * ```ts
 * import { powerTransformer, Table } from '@dlw/data'
 *
 * const incomes = Table.fromColumns({ income: [1, 2, 2, 3, 4, 8, 20, 90] })
 * const transformed = powerTransformer().fitTransform(incomes).numbers('income')
 * console.log(Math.max(...transformed) < 2) // → true
 * ```
 */
export function powerTransformer(options: PowerTransformerOptions = {}): TableTransformer<unknown> {
  const { standardize = true } = options
  return new TableTransformer<Fitted>({
    name: 'powerTransformer',
    options,
    learn(table) {
      const learned = eachColumn(table, (_, name) => {
        const values = table.numbers(name).filter((value) => !Number.isNaN(value))
        const lambda = bestLambda(values)
        const { count, mean, squares } = moments(values.map((value) => yeoJohnson(value, lambda)))
        const variance = squares / count
        const noise = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2
        return {
          lambda,
          mean: standardize ? mean : 0,
          scale: standardize && variance > noise ? Math.sqrt(variance) : 1,
        }
      })
      return {
        lambdas: learned.map(({ lambda }) => lambda),
        means: learned.map(({ mean }) => mean),
        scales: learned.map(({ scale }) => scale),
      }
    },
    apply: (table, { lambdas, means, scales }) =>
      mapNumbers(table, (values, place) =>
        values.map((value) => (yeoJohnson(value, lambdas[place]!) - means[place]!) / scales[place]!),
      ),
    invert: (table, { lambdas, means, scales }) =>
      mapNumbers(table, (values, place) =>
        values.map((value) => inverseYeoJohnson(value * scales[place]! + means[place]!, lambdas[place]!)),
      ),
  }) as TableTransformer<unknown>
}

function yeoJohnson(value: number, lambda: number): number {
  if (value >= 0) {
    return Math.abs(lambda) < Number.EPSILON ? Math.log1p(value) : Math.expm1(lambda * Math.log1p(value)) / lambda
  }
  const rest = 2 - lambda
  return Math.abs(rest) < Number.EPSILON ? -Math.log1p(-value) : -Math.expm1(rest * Math.log1p(-value)) / rest
}

function inverseYeoJohnson(value: number, lambda: number): number {
  if (value >= 0) {
    return Math.abs(lambda) < Number.EPSILON ? Math.expm1(value) : Math.expm1(Math.log1p(value * lambda) / lambda)
  }
  const rest = 2 - lambda
  return Math.abs(rest) < Number.EPSILON ? -Math.expm1(-value) : -Math.expm1(Math.log1p(-rest * value) / rest)
}

function bestLambda(values: Float64Array): number {
  const { count, mean, squares } = moments(values)
  const variance = squares / count
  const isConstant = variance <= count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2
  if (count === 0 || isConstant) return 1
  // SciPy's bounds: beyond them the variance of the transformed values may overflow.
  let largest = 0
  let hasNegative = false
  let hasPositive = false
  let logs = 0
  for (const value of values) {
    largest = Math.max(largest, Math.abs(value))
    hasNegative ||= value < 0
    hasPositive ||= value >= 0
    logs += Math.sign(value) * Math.log1p(Math.abs(value))
  }
  const reach = Math.log1p(20 * largest)
  const epsilon = Math.log(Number.EPSILON)
  let from = (Math.log(2.2250738585072014e-308) - epsilon) / 2 / reach
  let to = (Math.log(Number.MAX_VALUE) + epsilon) / 2 / reach
  if (!hasPositive) [from, to] = [2 - to, 2 - from]
  else if (hasNegative) [from, to] = [Math.max(2 - to, from), Math.min(2 - from, to)]
  const negativeLikelihood = (lambda: number): number => {
    const changed = moments(values.map((value) => yeoJohnson(value, lambda)))
    const spread = changed.squares / changed.count
    if (!(spread > 0 && spread < Infinity)) return Infinity
    return (count / 2) * Math.log(spread) - (lambda - 1) * logs
  }
  return minimizeBounded(negativeLikelihood, { from, to, tolerance: 1.48e-8 })
}
