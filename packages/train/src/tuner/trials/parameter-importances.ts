import { expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import type { SearchResult } from '../run/search-result.ts'
import type { Trial } from '../run/trial.ts'
import type { Parameter, SearchSpace } from '../space/parameter.ts'
import { isContinuous, parameterValues } from '../space/parameter-values.ts'
import { normalMass } from '../strategies/normal-mass.ts'
import { ranking } from './ranking.ts'

/** Options of {@link parameterImportances}. */
export interface ParameterImportancesOptions {
  /** The space that was searched. */
  space: SearchSpace
  /** Which share of the trials counts as good, from 0 to 1. Defaults to 0.1. */
  quantile?: number
}

const gridSize = 50

/**
 * Tells how much each parameter mattered for reaching the best trials: by how much the distribution of its values in
 * the best ten per cent differs from that in all trials (PED-ANOVA). With fewer than about 50 trials they are a matter of
 * chance.
 *
 * @returns A share for each parameter that was searched, the greatest first; together they are 1.
 * @throws RangeError for a quantile out of range, or fewer than two completed trials.
 * @see Optuna `get_param_importances` with `PedAnovaImportanceEvaluator`; Watanabe et al., PED-ANOVA (2023)
 * @example
 * ```ts
 * import { decimal, parameterImportances, randomSearch, search } from '@dlw/train/tuner'
 *
 * const space = { x: decimal({ min: -1, max: 1 }), y: decimal({ min: -1, max: 1 }) }
 * const result = await search(({ x, y }) => x ** 2 + y / 100, {
 *   space,
 *   strategy: randomSearch(),
 *   direction: 'min',
 *   maxTrials: 100,
 *   seed: 0,
 * })
 * const importances = parameterImportances(result, { space })
 * console.log(Object.keys(importances)[0]) // → x
 * ```
 */
export function parameterImportances(
  { trials, objective }: Pick<SearchResult, 'trials' | 'objective'>,
  options: ParameterImportancesOptions,
): Record<string, number> {
  rejectUnknownOptions('parameterImportances', options, ['space', 'quantile'])
  const { space, quantile = 0.1 } = options
  expectNumber('parameterImportances', 'quantile', quantile, { min: 0, max: 1, exclusive: 'both' })
  const ranked = ranking(trials, { objective })
  if (ranked.length < 2) {
    throw new RangeError(
      `parameterImportances: expected at least two completed trials, received ${ranked.length}. Search on.`,
    )
  }
  // Equals of the last good trial are good, too.
  const last = ranked[Math.ceil(quantile * ranked.length) - 1]!.score!
  const good = ranked.filter(({ score }, index) => index < Math.ceil(quantile * ranked.length) || score === last)
  const entries = Object.entries(space).flatMap(([name, parameter]) =>
    parameter.kind === 'fixed' ? [] : [[name, importance(name, parameter, ranked, good)] as const],
  )
  const total = entries.reduce((sum, [, value]) => sum + value, 0)
  const shares = entries.map(([name, value]) => [name, total > 0 ? value / total : 1 / entries.length] as const)
  return Object.fromEntries(shares.sort(([, a], [, b]) => b - a))
}

/** The divergence of a parameter among the good trials that have it, weighted by how many of them do. */
function importance(name: string, parameter: Parameter, all: readonly Trial[], good: readonly Trial[]): number {
  const having = (trials: readonly Trial[]): Trial[] => trials.filter(({ values }) => values[name] !== undefined)
  const [here, goodHere] = [having(all), having(good)]
  const size = sizeOf(parameter)
  if (here.length < 2 || goodHere.length === 0 || size === 1) return 0
  const [local, top] = [here, goodHere].map((trials) => {
    const counts = new Float64Array(size)
    for (const { values } of trials) counts[cellOf(parameter, size, values[name]!)]! += 1
    return distributionOn(parameter, counts).map((value) => value + 1e-12)
  }) as [Float64Array, Float64Array]
  const divergence = local.reduce((sum, value, cell) => sum + value * (top[cell]! / value - 1) ** 2, 0)
  const share = (goodHere.length / good.length) ** 2 / (here.length / all.length)
  return share * divergence * (good.length / all.length) ** 2
}

const isCategory = ({ kind }: Parameter): boolean => kind === 'choice' || kind === 'boolean'

/** How many cells the values of a parameter are counted in. */
function sizeOf(parameter: Parameter): number {
  if (isCategory(parameter)) return parameterValues(parameter).length
  if (!('min' in parameter) || parameter.min === parameter.max) return 1
  if (isContinuous(parameter)) {
    const isWideInteger = parameter.kind === 'integer' && parameter.sampling !== 'linear'
    const span = parameter.max - parameter.min + 1
    return isWideInteger ? Math.min(Math.ceil(Math.log(span) / Math.log(2)) + 1, gridSize) : gridSize
  }
  return Math.min(gridSize, parameterValues({ ...parameter, default: parameter.min }).length)
}

/** The cell nearest to a value, between the ends of the range; of two as near, the lower one. */
function cellOf(parameter: Parameter, size: number, value: string | number | boolean): number {
  if (!('min' in parameter)) return parameterValues(parameter).indexOf(value)
  const { min, max, sampling } = parameter
  const at = (number: number): number =>
    sampling === 'linear' ? number : sampling === 'log' ? Math.log(number) : -Math.log(max + min - number)
  const share = (at(value as number) - at(min)) / (at(max) - at(min))
  return Math.min(size - 1, Math.max(0, Math.ceil(share * (size - 1) - 0.5)))
}

/** A smooth distribution over the cells: a kernel for each cell that was hit, and one as wide as all. */
function distributionOn(parameter: Parameter, counts: Float64Array): Float64Array {
  const hits = [...counts.keys()].filter((cell) => counts[cell]! > 0)
  const total = hits.reduce((sum, cell) => sum + counts[cell]!, 0)
  const kernels = isCategory(parameter) ? categoryKernels(hits, counts.length) : rangeKernels(hits, counts, total)
  return counts.map((_, cell) =>
    kernels.reduce((sum, kernel, index) => sum + ((counts[hits[index] ?? -1] ?? 1) / (total + 1)) * kernel(cell), 0),
  )
}

type Kernel = (cell: number) => number

function categoryKernels(hits: readonly number[], size: number): Kernel[] {
  const prior = 1 / (hits.length + 1)
  const own = hits.map((hit) => (cell: number) => (prior + (cell === hit ? 1 : 0)) / (1 + size * prior))
  return [...own, () => 1 / size]
}

/** Normal distributions whose width follows Scott's rule, cut off at the ends. */
function rangeKernels(hits: readonly number[], counts: Float64Array, total: number): Kernel[] {
  const mean = hits.reduce((sum, cell) => sum + counts[cell]! * cell, 0) / total
  const squares = hits.reduce((sum, cell) => sum + counts[cell]! * (cell - mean) ** 2, 0)
  const spread = Math.sqrt(squares / Math.max(1, total - 1))
  let sum = 0
  const cumulated = hits.map((cell) => (sum += counts[cell]!))
  const first = cumulated.findIndex((value) => value >= Math.floor(total / 4))
  const third = cumulated.findIndex((value) => value > Math.floor((total * 3) / 4))
  const quartiles = hits[third < 0 ? hits.length - 1 : third]! - hits[first]!
  const width = Math.max(1.059 * Math.min(quartiles / 1.34, spread) * total ** -0.2, 0.5 / 1.64)
  const size = counts.length
  const normal = (centre: number, deviation: number): Kernel => {
    const mass = (low: number, high: number): number =>
      normalMass((low - centre) / deviation, (high - centre) / deviation)
    const all = mass(-0.5, size - 0.5)
    return (cell) => mass(cell - 0.5, cell + 0.5) / all
  }
  return [...hits.map((cell) => normal(cell, width)), normal((size - 1) / 2, size)]
}
