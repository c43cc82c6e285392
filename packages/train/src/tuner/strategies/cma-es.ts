import { tfjsSeed } from '@dlw/backend'
import { createRandom, type Random } from '@dlw/data'
import { expectInteger, expectNumber } from '@dlw/data/arguments'
import type { Trial } from '../run/trial.ts'
import type { Parameter, Values } from '../space/parameter.ts'
import { positionOf, valueAt } from '../space/parameter-values.ts'
import { chooseValues, valuesKey } from '../space/search-space.ts'
import { batchHistory } from './batch-history.ts'
import { type Evolution, evolve, pointOf, startEvolution } from './evolution.ts'
import type { SearchTask, Strategy } from './strategy.ts'
import { unseenValues } from './unseen-values.ts'

/** Options of {@link cmaEs}. */
export interface CmaEsOptions {
  /**
   * How many trials make a generation, at least 4: they are chosen together, and can run at once. Defaults to
   * 4 + ⌊3 ln n⌋ for n numbers.
   */
  batch?: number
  /** How wide the first generation is, as a share of each range. Defaults to 1 / 6. */
  initialDeviation?: number
}

const draws = 100

/**
 * Moves a cloud of trials to where scores are better, and learns which way to stretch it: the covariance matrix
 * adaptation evolution strategy. It suits spaces of numbers that depend on each other, and hundreds of trials.
 *
 * Choices, flags and conditional parameters are drawn at random. Where the cloud has shrunk to a point, the search
 * begins again from a random one.
 *
 * @throws RangeError when an option is out of range.
 * @see Optuna `CmaEsSampler`; Hansen, The CMA Evolution Strategy: A Tutorial (2016)
 * @example
 * ```ts
 * import { cmaEs, decimal, search } from '@dlw/train/tuner'
 *
 * const { best } = await search(({ x, y }) => (x - y) ** 2 + (x + y - 1) ** 2, {
 *   space: { x: decimal({ min: -2, max: 2 }), y: decimal({ min: -2, max: 2 }) },
 *   strategy: cmaEs(),
 *   direction: 'min',
 *   maxTrials: 120,
 *   seed: 0,
 * })
 * console.log(best.score < 1e-3) // → true
 * ```
 */
export function cmaEs({ batch, initialDeviation = 1 / 6 }: CmaEsOptions = {}): Strategy {
  if (batch !== undefined) expectInteger('cmaEs', 'batch', batch, { min: 4, advice: 'Pass for example 8.' })
  expectNumber('cmaEs', 'initialDeviation', initialDeviation, { min: 0, exclusive: 'min' })
  return {
    name: 'cmaEs',
    settings: { batch, initialDeviation },
    isEndless: true,
    propose(all, task) {
      const history = all.filter((trial) => !trial.enqueued)
      const evolved = evolvedNames(task)
      const population = batch ?? 4 + Math.floor(3 * Math.log(Math.max(1, evolved.length)))
      const parted = batchHistory(history, { initial: 0, batch: population })
      if (parted === 'wait') return 'wait'
      const tried = all.map(({ values }) => values)
      const evolution = replay(task, parted.ended, { evolved, population, initialDeviation })
      const values = evolution && drawn(task, tried, evolved, evolution)
      const fresh = values ?? unseenValues(task, tried)
      return fresh && { values: fresh }
    },
  }
}

/** The parameters that evolve: ranges that every trial has. */
function evolvedNames({ space }: SearchTask): string[] {
  const isEvolved = ({ kind, when }: Parameter): boolean =>
    (kind === 'decimal' || kind === 'integer') && Object.keys(when ?? {}).length === 0
  return Object.keys(space).filter((name) => isEvolved(space[name]!))
}

interface Setting {
  evolved: readonly string[]
  population: number
  initialDeviation: number
}

/** Goes through the generations so far; undefined where nothing evolves. */
function replay(
  { space, objective, seed }: SearchTask,
  trials: readonly Trial[],
  { evolved, population, initialDeviation }: Setting,
): Evolution | undefined {
  if (evolved.length === 0) return undefined
  const sign = objective.direction === 'min' ? 1 : -1
  let evolution = startEvolution(new Array<number>(evolved.length).fill(0.5), initialDeviation)
  for (let first = 0; first < trials.length; first += population) {
    const generation = trials.slice(first, first + population).map(({ values, score }) => ({
      point: evolved.map((name) => positionOf(space[name]!, values[name]!)),
      loss: score === undefined ? Infinity : sign * score,
    }))
    if (generation.some(({ loss }) => loss < Infinity)) evolution = evolve(evolution, generation)
    const width = evolution.sigma * evolution.deviations.reduce((a, b) => Math.max(a, b), 0)
    if (!(width > 1e-10 && width < 1e4)) {
      const random = createRandom(tfjsSeed(seed, first))
      evolution = startEvolution(
        evolved.map(() => random.uniform()),
        initialDeviation,
      )
    }
  }
  return evolution
}

/** Values from the cloud that were not tried. */
function drawn(
  { space, seed }: SearchTask,
  tried: readonly Values[],
  evolved: readonly string[],
  evolution: Evolution,
): Values | undefined {
  const seen = new Set(tried.map(valuesKey))
  const random = createRandom(tfjsSeed(seed, tried.length))
  for (let draw = 0; draw < draws; draw++) {
    const point = pointWithin(evolution, random)
    const values = chooseValues(space, (parameter, name) => {
      const axis = evolved.indexOf(name)
      return valueAt(parameter, axis < 0 ? random.uniform() : point[axis]!)
    })
    if (!seen.has(valuesKey(values))) return values
  }
  return undefined
}

/** A point of the cloud within all ranges; one that is brought to their ends where none comes by chance. */
function pointWithin(evolution: Evolution, random: Random): number[] {
  for (let draw = 0; ; draw++) {
    const point = pointOf(
      evolution,
      evolution.mean.map(() => random.normal()),
    )
    if (point.every((at) => at >= 0 && at <= 1)) return point
    if (draw === draws) return point.map((at) => Math.min(1, Math.max(0, at)))
  }
}
