import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { choice } from '../space/choice.ts'
import { decimal } from '../space/decimal.ts'
import { integer } from '../space/integer.ts'
import { when } from '../space/when.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { cmaEs } from '../strategies/cma-es.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { randomSearch } from '../strategies/random-search.ts'
import { tpe } from '../strategies/tpe.ts'
import { search } from './search.ts'

const space = {
  units: integer({ min: 1, max: 8 }),
  optimizer: choice(['adam', 'sgd']),
  momentum: when({ optimizer: 'sgd' }, decimal({ min: 0, max: 0.9, step: 0.3 })),
}
const score = ({ units, momentum = 0.5 }: { units: number; momentum?: number | undefined }): number =>
  (units - 5) ** 2 + momentum
const options = { space, direction: 'min', seed: 0 } as const

describe('enqueue', () => {
  const enqueue = [{ units: 5 }, { units: 2, optimizer: 'sgd', momentum: 0.6 }] as const

  it.each([
    ['gridSearch', gridSearch()],
    ['randomSearch', randomSearch()],
    ['bayesianSearch', bayesianSearch()],
    ['hyperband', hyperband()],
    ['tpe', tpe()],
    ['cmaEs', cmaEs()],
  ])('tries known values before %s, none of them twice', async (name, strategy) => {
    const { trials } = await search(score, { ...options, strategy, enqueue, maxTrials: 16, epochs: 9 })
    expect(trials.slice(0, 2)).toMatchObject([
      { id: '0000', values: { units: 5, optimizer: 'adam' }, score: 0.5, enqueued: true },
      { id: '0001', values: { units: 2, optimizer: 'sgd', momentum: 0.6 }, enqueued: true },
    ])
    expect(trials).toHaveLength(16)
    expect(trials.slice(2).some(({ enqueued }) => enqueued)).toBe(false)
    const keys = trials.map(({ values }) => JSON.stringify(values))
    if (name !== 'hyperband') expect(new Set(keys).size).toBe(16)
  })

  it('leaves the rest of a grid as it was', async () => {
    const all = await search(score, { ...options, strategy: gridSearch() })
    const { trials } = await search(score, { ...options, strategy: gridSearch(), enqueue })
    expect(new Set(trials.map(({ values }) => JSON.stringify(values)))).toEqual(
      new Set(all.trials.map(({ values }) => JSON.stringify(values))),
    )
    expect(trials).toHaveLength(all.trials.length)
  })

  it('is part of the search that a directory holds', async () => {
    const directory = join(temporaryDirectory(), 'trials')
    const set = { ...options, strategy: randomSearch(), maxTrials: 4, directory }
    const first = await search(score, { ...set, enqueue })
    expect((await search(score, { ...set, enqueue })).trials).toEqual(first.trials)
    await expect(search(score, set)).rejects.toThrow('enqueue: was')
  })

  it.each([
    [{ units: 9 }, 'received units=9'],
    [{ units: 1.5 }, 'received units=1.5'],
    [{ optimizer: 'rmsprop' }, 'received optimizer="rmsprop"'],
    [{ momentum: 0.3 }, 'units, optimizer, received momentum'],
    [{ layers: 3 }, 'received layers'],
  ])('refuses %o', async (values, message) => {
    const set = { ...options, strategy: gridSearch(), enqueue: [values as { units: number }] }
    await expect(search(score, set)).rejects.toThrow(message)
  })
})

describe('stopWhen', () => {
  const set = { ...options, strategy: gridSearch() }

  it('ends a search after so many trials without a new best', async () => {
    const { trials, best } = await search(score, { ...set, stopWhen: { patience: 7 } })
    expect(trials.length - 1 - Number(best.id)).toBe(7)
    const all = await search(score, set)
    expect(trials.map(({ values }) => values)).toEqual(all.trials.slice(0, trials.length).map(({ values }) => values))
    expect(trials.length).toBeLessThan(all.trials.length)
  })

  it('ends a search with a score that is good enough', async () => {
    const { trials, best } = await search(score, { ...set, stopWhen: { score: 1.5 } })
    expect(best.id).toBe(trials.at(-1)!.id)
    expect(trials.filter((trial) => trial.score! <= 1.5)).toHaveLength(1)
    const most = await search(({ units }) => units, { ...set, direction: 'max', stopWhen: { score: 3 } })
    expect(most.trials.at(-1)!.score).toBe(3)
  })

  it('ends a search after some time', async () => {
    const slow = async (values: { units: number }): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      return score(values)
    }
    const { trials } = await search(slow, { ...set, stopWhen: { seconds: 0.1 } })
    expect(trials.length).toBeGreaterThan(0)
    expect(trials.length).toBeLessThan(4)
  })

  it.each([{ patience: 0 }, { score: Number.NaN }, { seconds: -1 }, { time: 3 }])('refuses %o', async (stopWhen) => {
    await expect(search(score, { ...set, stopWhen })).rejects.toThrow(RangeError)
  })
})
