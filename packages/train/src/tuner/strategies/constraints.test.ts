import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { fakeSearch } from '../../../test/tuner/fake-search.ts'
import { standardFunctions } from '../../../test/tuner/standard-functions.ts'
import type { Trial } from '../run/trial.ts'
import { decimal } from '../space/decimal.ts'
import type { SearchSpace, Values } from '../space/parameter.ts'
import { bestFirst } from './best-first.ts'
import { tpe } from './tpe.ts'

interface Split {
  direction: 'min' | 'max'
  trials: {
    status: 'completed' | 'pruned'
    constraints: number[]
    reports: (number | null)[]
    score: number | null
  }[]
  count: number
  good: number[]
}
interface Case {
  name: string
  minimum: number
  trials: number
  random: number
  regret: Record<'min' | 'max', number>
}
const { splits, regrets } = golden<{ splits: Split[]; regrets: Case[] }>('optuna-constraints')

it.each(splits.map((split, index) => [index, split] as const))(
  'takes the good trials that Optuna takes, case %i',
  (_, { direction, trials: rows, count, good }) => {
    const trials = rows.map(({ status, constraints, reports, score }, index): Trial => {
      const told = reports.map((value, epoch) => ({ epoch, value: value ?? Number.NaN }))
      return { id: String(index), status, values: {}, constraints, reports: told, ...(score !== null && { score }) }
    })
    const taken = bestFirst(trials, { objective: { name: 'score', direction } }).slice(0, count)
    expect(taken.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(good)
  },
)

interface Constrained {
  space: SearchSpace
  score(values: Values): number
  constraints(values: Values): number[]
}
const of = (values: Values): number[] => Object.values(values) as number[]
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const box = (min: number, max: number, names: string): SearchSpace =>
  Object.fromEntries([...names].map((name) => [name, decimal({ min, max })]))
const problems: Readonly<Record<string, Constrained>> = {
  'sphere beyond a line': {
    space: box(-5, 5, 'ab'),
    score: (values) => sum(of(values).map((at) => at ** 2)),
    constraints: (values) => [1 - sum(of(values))],
  },
  'Branin in a disk': {
    space: { a: decimal({ min: -5, max: 10 }), b: decimal({ min: 0, max: 15 }) },
    score: (values) => standardFunctions.Branin!.value(of(values)),
    constraints: (values) => [(Number(values.a) - 2.5) ** 2 + (Number(values.b) - 7.5) ** 2 - 50],
  },
  corner: {
    space: box(0, 1, 'abc'),
    score: (values) => sum(of(values)),
    constraints: ({ a, b, c }) => [0.5 - Number(a), 0.25 - Number(b) * Number(c)],
  },
}

describe.each(regrets)('tpe on $name', ({ name, minimum, trials: maxTrials, regret, random }) => {
  it('has a median regret within that of Optuna, and under that of random search', { timeout: 300_000 }, () => {
    const { space, ...problem } = problems[name]!
    const found = Array.from({ length: 11 }, (_, seed) => {
      const trials = fakeSearch(space, tpe(), { ...problem, maxTrials, seed })
      const kept = trials.filter(({ constraints }) => constraints!.every((value) => value <= 0))
      return Math.min(...kept.map(({ score }) => score!)) - minimum
    })
    const median = found.toSorted((a, b) => a - b)[5]!
    expect(median).toBeGreaterThan(-1e-9)
    expect(median).toBeLessThanOrEqual(regret.max)
    expect(median).toBeLessThan(random)
  })
})
