import { tfjsSeed } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import { expectInteger, expectNumber } from '@dlw/data/arguments'
import type { Trial } from '../run/trial.ts'
import { coordinates } from '../space/coordinates.ts'
import type { Values } from '../space/parameter.ts'
import { isContinuous, parameterValues, positionOf, valueAt } from '../space/parameter-values.ts'
import { chooseValues, randomValues, valuesKey } from '../space/search-space.ts'
import { batchHistory } from './batch-history.ts'
import { type GaussianProcess, gaussianProcess } from './gaussian-process.ts'
import type { SearchTask, Strategy } from './strategy.ts'
import { unseenValues } from './unseen-values.ts'

/** Options of {@link bayesianSearch}. */
export interface BayesianSearchOptions {
  /** Random trials to begin with. Defaults to three for each parameter that is searched. */
  initialTrials?: number
  /** How much to be drawn to what is uncertain: 0 only refines what is known. Defaults to 1.5. */
  exploration?: number
  /** How noisy scores are, as a share of their variance. Defaults to 1e-4. */
  noise?: number
  /**
   * How many trials are chosen before the results of the first of them are looked at, so that as many can run at once.
   * It is part of the search: the trials are the same however many run at once; 1 needs the fewest trials. Defaults to 4.
   */
  batch?: number
}

const candidates = 500
const rounds = 3

/**
 * Learns from the trials so far where to look next: a Gaussian process guesses the score of values not tried, and the
 * next trial is where guess and uncertainty together promise most.
 *
 * @throws RangeError when an option is out of range.
 * @see keras_tuner `BayesianOptimization`
 * @example
 * ```ts
 * import { bayesianSearch, decimal, search } from '@dlw/train/tuner'
 *
 * const { best } = await search(({ x, y }) => (x - 0.3) ** 2 + (y + 1) ** 2, {
 *   space: { x: decimal({ min: -2, max: 2 }), y: decimal({ min: -2, max: 2 }) },
 *   strategy: bayesianSearch(),
 *   direction: 'min',
 *   maxTrials: 20,
 *   seed: 0,
 * })
 * console.log(best.score < 0.05) // → true
 * ```
 */
export function bayesianSearch({
  initialTrials,
  exploration = 1.5,
  noise = 1e-4,
  batch = 4,
}: BayesianSearchOptions = {}): Strategy {
  if (initialTrials !== undefined) expectInteger('bayesianSearch', 'initialTrials', initialTrials)
  expectInteger('bayesianSearch', 'batch', batch)
  expectNumber('bayesianSearch', 'exploration', exploration, { min: 0 })
  expectNumber('bayesianSearch', 'noise', noise, { min: 0 })
  return {
    name: 'bayesianSearch',
    settings: { initialTrials, exploration, noise, batch },
    isEndless: true,
    handlesAddedTrials: true,
    propose(history, task) {
      const searched = Object.values(task.space).filter(({ kind }) => kind !== 'fixed').length
      const initial = initialTrials ?? Math.max(3, 3 * searched)
      const parted = batchHistory(history, { initial, batch })
      if (parted === 'wait') return 'wait'
      const tried = history.map((trial) => trial.values)
      const pending = parted.pending.map((trial) => trial.values)
      const scored = parted.ended.filter(({ score }) => score !== undefined)
      const values =
        scored.length < 2
          ? unseenValues(task, tried)
          : (promising(task, scored, { tried, pending, exploration, noise }) ?? unseenValues(task, tried))
      return values && { values }
    },
  }
}

interface Situation {
  tried: readonly Values[]
  /** Chosen before in this batch: their scores are not looked at. */
  pending: readonly Values[]
  exploration: number
  noise: number
}

function promising(task: SearchTask, scored: readonly Trial[], situation: Situation): Values | undefined {
  const { space, seed } = task
  const { tried, exploration } = situation
  const process = fit(task, scored, situation)
  const seen = new Set(tried.map(valuesKey))
  const random = createRandom(tfjsSeed(seed, tried.length))
  // Lower is better: what the score may be at best.
  const bound = (values: Values): number => {
    const { mean, deviation } = process.predict(coordinates(space, values))
    return mean - exploration * deviation
  }
  let best: { values: Values; bound: number } | undefined
  const consider = (values: Values): void => {
    if (seen.has(valuesKey(values))) return
    const value = bound(values)
    if (best === undefined || value < best.bound) best = { values, bound: value }
  }
  for (let draw = 0; draw < candidates; draw++) consider(randomValues(space, random))
  for (const neighbour of nearBest(task, scored)) consider(neighbour)
  for (let round = 0; round < rounds && best; round++) {
    for (const name of Object.keys(space))
      for (const values of along(task, best.values, name, 0.2 / 4 ** round)) consider(values)
  }
  return best?.values
}

/** The best trials so far, as places to search around. */
function nearBest(task: SearchTask, scored: readonly Trial[]): Values[] {
  const sign = task.objective.direction === 'min' ? 1 : -1
  const best = [...scored].sort((a, b) => sign * (a.score! - b.score!)).slice(0, 2)
  return best.flatMap(({ values }) => Object.keys(task.space).flatMap((name) => along(task, values, name, 0.05)))
}

/** Values that differ in one parameter: all of a list, or steps up and down a range. */
function along({ space }: SearchTask, values: Values, name: string, reach: number): Values[] {
  const changed = space[name]!
  const current = values[name]
  if (current === undefined || changed.kind === 'fixed') return []
  const position = positionOf(changed, current)
  const options = isContinuous(changed)
    ? [-1, -0.5, -0.25, -0.1, 0.1, 0.25, 0.5, 1].map((step) =>
        valueAt(changed, Math.min(1, Math.max(0, position + reach * step))),
      )
    : parameterValues(changed).slice(0, 50)
  return options.map((value) =>
    chooseValues(space, (parameter, other) =>
      other === name ? value : (values[other] ?? (parameter.kind === 'fixed' ? parameter.value : parameter.default)),
    ),
  )
}

/** The Gaussian process of the scored trials; those still pending count as a little worse than expected. */
function fit(
  { space, objective }: SearchTask,
  scored: readonly Trial[],
  { pending, noise }: Situation,
): GaussianProcess {
  const sign = objective.direction === 'min' ? 1 : -1
  const points = scored.map(({ values }) => coordinates(space, values))
  const scores = scored.map(({ score }) => sign * score!)
  const known = gaussianProcess(points, scores, { noise })
  if (pending.length === 0) return known
  const imagined = pending.map((values) => coordinates(space, values))
  const guesses = imagined.map((point) => {
    const { mean, deviation } = known.predict(point)
    return mean + deviation
  })
  return gaussianProcess([...points, ...imagined], [...scores, ...guesses], { noise, lengthScale: known.lengthScale })
}
