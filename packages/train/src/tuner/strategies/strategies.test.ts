import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { fakeSearch } from '../../../test/tuner/fake-search.ts'
import { boolean } from '../space/boolean.ts'
import { choice } from '../space/choice.ts'
import { decimal } from '../space/decimal.ts'
import { integer } from '../space/integer.ts'
import type { SearchSpace, Values } from '../space/parameter.ts'
import { someCombinations, valuesKey } from '../space/search-space.ts'
import { when } from '../space/when.ts'
import { bayesianSearch } from './bayesian-search.ts'
import { cmaEs } from './cma-es.ts'
import { gridSearch } from './grid-search.ts'
import { brackets, type HyperbandRound, hyperband } from './hyperband.ts'
import { randomSearch } from './random-search.ts'
import type { Strategy } from './strategy.ts'
import { tpe } from './tpe.ts'

const space = {
  activation: choice(['relu', 'tanh']),
  units: integer({ min: 1, max: 4 }),
  rate: decimal({ min: 0, max: 1, step: 0.5 }),
  normalised: when({ activation: 'relu' }, boolean()),
}
const size = 4 * 3 * (2 + 1)
const score = ({ activation, units, rate }: Values): number =>
  (activation === 'relu' ? 0 : 1) + Math.abs((units as number) - 3) + (rate as number)

const strategies: [string, () => Strategy][] = [
  ['gridSearch', gridSearch],
  ['randomSearch', randomSearch],
  ['hyperband', () => hyperband({ iterations: 4 })],
  ['bayesianSearch', bayesianSearch],
  ['bayesianSearch, one at a time', () => bayesianSearch({ batch: 1 })],
  ['tpe', tpe],
  ['tpe, four at a time', () => tpe({ batch: 4 })],
  ['cmaEs', cmaEs],
]

describe.each(strategies)('%s', (_, make) => {
  const run = (options = {}) => fakeSearch(space, make(), { score, epochs: 9, ...options })
  const fresh = (trials: ReturnType<typeof run>) => trials.filter(({ hyperband: place }) => place?.from === undefined)

  it('proposes only values of the space, none twice, until all are tried', () => {
    const keys = fresh(run()).map(({ values }) => valuesKey(values))
    const all = someCombinations(space, 0, Infinity).map(valuesKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect([...keys].sort()).toEqual(all.sort())
    expect(keys).toHaveLength(size)
  })

  it('proposes the same for the same seed, however many run at once', () => {
    const trials = run({ maxTrials: 20, seed: 3 })
    expect(run({ maxTrials: 20, seed: 3 })).toEqual(trials)
    expect(run({ maxTrials: 20, seed: 3, atOnce: 4 })).toEqual(trials)
  })

  it('goes on from any point of its history', () => {
    const trials = run({ maxTrials: 20 })
    const task = { space, objective: { name: 'score', direction: 'min' }, seed: 0, epochs: 9 } as const
    for (const [index, trial] of trials.entries()) {
      const history = JSON.parse(JSON.stringify(trials.slice(0, index)))
      expect(make().propose(history, task)).toMatchObject({ values: trial.values })
    }
  })

  it('carries on where trials fail', () => {
    const trials = run({ score: (values: Values) => (values.units === 3 ? Number.NaN : score(values)) })
    expect(fresh(trials)).toHaveLength(size)
    expect(trials.some(({ status }) => status === 'failed')).toBe(true)
  })

  it('searches ranges without steps within their bounds', () => {
    const open: SearchSpace = { x: decimal({ min: -2, max: 2 }), rate: decimal({ min: 1e-4, max: 1, sampling: 'log' }) }
    const trials = fakeSearch(open, make(), { score: ({ x }) => (x as number) ** 2, maxTrials: 30, epochs: 9 })
    expect(trials).toHaveLength(30)
    for (const { values } of trials) {
      expect(Math.abs(values.x as number)).toBeLessThanOrEqual(2)
      expect(values.rate).toBeGreaterThanOrEqual(1e-4)
      expect(values.rate).toBeLessThanOrEqual(1)
    }
  })

  it('makes a score large when asked to', () => {
    const options = { maxTrials: size, epochs: 9, score: (values: Values) => -score(values) }
    const trials = fakeSearch(space, make(), { ...options, direction: 'max' })
    expect(Math.max(...trials.map((trial) => trial.score!))).toBeCloseTo(0, 12)
  })
})

describe.each(strategies.slice(1))('%s', (_, make) => {
  it('proposes something else for another seed', () => {
    const first = fakeSearch(space, make(), { score, maxTrials: 8, epochs: 9, seed: 1 })
    expect(fakeSearch(space, make(), { score, maxTrials: 8, epochs: 9, seed: 2 })).not.toEqual(first)
  })
})

describe('gridSearch', () => {
  it('tries the six combinations of the first lesson grid in its order', () => {
    const grid = { n_layers: integer({ min: 1, max: 2 }), dropout_rate: decimal({ min: 0.2, max: 0.8, step: 0.3 }) }
    const trials = fakeSearch(grid, gridSearch(), { score: () => 0 })
    expect(trials.map(({ id, values }) => [id, ...Object.values(values)])).toEqual([
      ['0000', 1, 0.2],
      ['0001', 1, 0.5],
      ['0002', 1, 0.8],
      ['0003', 2, 0.2],
      ['0004', 2, 0.5],
      ['0005', 2, 0.8],
    ])
  })

  it('tries the four of the second', () => {
    const grid = { kernel_size: integer({ min: 3, max: 4 }), activation: choice(['relu', 'tanh']) }
    const trials = fakeSearch(grid, gridSearch(), { score: () => 0 })
    expect(trials.map(({ id, values }) => [id, ...Object.values(values)])).toEqual([
      ['0000', 3, 'relu'],
      ['0001', 3, 'tanh'],
      ['0002', 4, 'relu'],
      ['0003', 4, 'tanh'],
    ])
  })
})

describe('hyperband', () => {
  const { brackets: cases } = golden<{ brackets: { epochs: number; factor: number; rounds: HyperbandRound[] }[] }>(
    'tuner-reference',
  )

  it.each(cases)('has the brackets of keras_tuner for $epochs epochs by $factor', ({ epochs, factor, rounds }) => {
    expect(brackets(epochs, factor).flat()).toEqual(rounds)
  })

  it('spends the epochs of its brackets, and lets the best of each round go on', () => {
    const open = { x: decimal({ min: 0, max: 1 }) }
    const options = { score: ({ x }: Values, epochs: number) => (x as number) / epochs, epochs: 27, atOnce: 3 }
    const trials = fakeSearch(open, hyperband(), options)
    const budget = brackets(27, 3).flat()
    expect(trials).toHaveLength(budget.reduce((sum, round) => sum + round.trials, 0))
    const spent = trials.reduce((sum, { epochs }) => sum + epochs!, 0)
    expect(spent).toBe(budget.reduce((sum, round) => sum + round.trials * round.epochs, 0))
    for (const { bracket, round, trials: count } of budget) {
      const inRound = (at: number) =>
        trials.filter(({ hyperband: place }) => place?.bracket === bracket && place.round === at)
      if (round === 0) continue
      const best = inRound(round - 1).sort((a, b) => a.score! - b.score!)
      expect(inRound(round).map(({ hyperband: place }) => place?.from)).toEqual(
        best.slice(0, count).map(({ id }) => id),
      )
    }
  })

  it.each([{ factor: 1 }, { factor: Number.NaN }, { iterations: 0 }])('refuses %o', (options) => {
    expect(() => hyperband(options)).toThrow(RangeError)
  })
})

const branin = ({ x, y }: Values): number => {
  const [a, b] = [x as number, y as number]
  const fold = b - (5.1 / (4 * Math.PI ** 2)) * a ** 2 + (5 / Math.PI) * a - 6
  return fold ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10
}

const hartmann = (values: Values): number => {
  const x = Object.values(values) as number[]
  const weights = [1, 1.2, 3, 3.2]
  const steepness = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
  ]
  const places = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
  ]
  const bump = (at: number): number =>
    x.reduce((sum, value, axis) => sum + steepness[at]![axis]! * (value - places[at]![axis]! / 1e4) ** 2, 0)
  return -weights.reduce((sum, weight, at) => sum + weight * Math.exp(-bump(at)), 0)
}

const unit = (): ReturnType<typeof decimal> => decimal({ min: 0, max: 1 })
const functions = [
  {
    name: 'Branin',
    score: branin,
    space: { x: decimal({ min: -5, max: 10 }), y: decimal({ min: 0, max: 15 }) },
    minimum: 0.397887,
    trials: 30,
  },
  {
    name: 'Hartmann-6',
    score: hartmann,
    space: { a: unit(), b: unit(), c: unit(), d: unit(), e: unit(), f: unit() },
    minimum: -3.32237,
    trials: 40,
  },
]

describe.each(functions)('on $name', ({ score: measure, space: box, minimum, trials: maxTrials }) => {
  const best = (strategy: Strategy, seed: number): number =>
    Math.min(...fakeSearch(box, strategy, { score: measure, maxTrials, seed }).map((trial) => trial.score!)) - minimum
  const seeds = Array.from({ length: 20 }, (_, seed) => seed)
  const random = seeds.map((seed) => best(randomSearch(), seed))
  const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length / 2]!

  it.each([1, 4])(
    'bayesianSearch is better than randomSearch over twenty seeds, %i at a time',
    { timeout: 300_000 },
    (batch) => {
      const bayesian = seeds.map((seed) => best(bayesianSearch({ batch }), seed))
      expect(Math.min(...bayesian)).toBeGreaterThan(-1e-5)
      expect(bayesian.filter((value, seed) => value < random[seed]!).length).toBeGreaterThanOrEqual(15)
      expect(median(bayesian)).toBeLessThan(median(random) / 3)
    },
  )
})

it.each([{ batch: 0 }, { initialTrials: 0.5 }, { exploration: -1 }, { noise: Number.NaN }])(
  'bayesianSearch refuses %o',
  (options) => {
    expect(() => bayesianSearch(options)).toThrow(RangeError)
  },
)

it.each([{ batch: 0 }, { initialTrials: 0.5 }, { candidates: Number.NaN }])('tpe refuses %o', (options) => {
  expect(() => tpe(options)).toThrow(RangeError)
})

it.each([{ batch: 3 }, { initialDeviation: 0 }, { initialDeviation: Number.NaN }])('cmaEs refuses %o', (options) => {
  expect(() => cmaEs(options)).toThrow(RangeError)
})
