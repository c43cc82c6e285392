import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import type { Trial } from '../run/trial.ts'
import { medianPruner } from './median-pruner.ts'
import { successiveHalving } from './successive-halving.ts'

interface Case {
  pruner: 'medianPruner' | 'successiveHalving'
  options: Record<string, number>
  direction: 'min' | 'max'
  curves: (number | null)[][]
  lengths: number[]
}
const { cases } = golden<{ cases: Case[] }>('optuna-pruners')
const make = { medianPruner, successiveHalving }

it.each(cases)('$pruner $options ends trials where Optuna does, $direction', (given) => {
  const pruner = make[given.pruner](given.options)
  const objective = { name: 'score', direction: given.direction }
  const trials: Trial[] = []
  for (const [index, curve] of given.curves.entries()) {
    const reports: { epoch: number; value: number }[] = []
    const isPruned = curve.some((value, epoch) => {
      reports.push({ epoch, value: value ?? Number.NaN })
      // As it comes back from a file: what is not a number is null there.
      const others = JSON.parse(JSON.stringify(trials))
      return pruner.shouldPrune({ reports, others, objective })
    })
    trials.push({ id: String(index), status: isPruned ? 'pruned' : 'completed', values: {}, reports })
  }
  expect(trials.map(({ reports }) => reports!.length)).toEqual(given.lengths)
})

describe('options', () => {
  it.each([{ startupTrials: -1 }, { warmupEpochs: Number.NaN }])('medianPruner refuses %o', (options) => {
    expect(() => medianPruner(options)).toThrow(RangeError)
  })
  it.each([{ factor: 1 }, { minEpochs: 0 }])('successiveHalving refuses %o', (options) => {
    expect(() => successiveHalving(options)).toThrow(RangeError)
  })
})
