import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, data, space as networks } from '../../../test/tuner/study.ts'
import { successiveHalving } from '../pruners/successive-halving.ts'
import { search } from '../run/search.ts'
import type { Trial } from '../run/trial.ts'
import { tune } from '../run/tune.ts'
import { decimal } from '../space/decimal.ts'
import { integer } from '../space/integer.ts'
import { loadTrials } from '../store/load-trials.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { cmaEs } from '../strategies/cma-es.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { randomSearch } from '../strategies/random-search.ts'
import { tpe } from '../strategies/tpe.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const space = { a: decimal({ min: -5, max: 5 }), b: decimal({ min: -5, max: 5 }) }
const distance = ({ a, b }: { a: number; b: number }): number => a ** 2 + b ** 2
const options = { space, direction: 'min', maxTrials: 20, seed: 0 } as const
const plain = (trials: readonly Trial[]): Trial[] => trials.map(({ seconds: _, ...trial }) => trial)

describe('constraints', () => {
  const constraints = ({ values: { a, b } }: { values: { a: number; b: number } }): number[] => [1 - a - b, a - 4]

  it('are kept with each trial, and the best trials keep them', async () => {
    const { trials, ranked, best, paretoFront, table } = await search(distance, {
      ...options,
      ...{ strategy: tpe(), constraints, maxTrials: 60 },
    })
    for (const { values, constraints: kept } of trials) expect(kept).toEqual(constraints({ values }))
    const isKept = ({ values }: Trial<{ a: number; b: number }>): boolean =>
      constraints({ values }).every((at) => at <= 0)
    expect(ranked.every(isKept)).toBe(true)
    expect(ranked).toHaveLength(trials.filter(isKept).length)
    expect(paretoFront).toEqual([best])
    expect(best.score).toBeGreaterThanOrEqual(0.5)
    expect(best.score).toBeLessThan(2)
    expect(table.columns).toContain('violation')
  })

  it('hear of pruned trials, and of metrics', async () => {
    const heard: string[] = []
    const { trials, best } = await tune(build, data, {
      ...{ space: networks, strategy: gridSearch(), objective: 'val_loss', epochs: 6, seed: 0 },
      pruner: successiveHalving({ factor: 2 }),
      constraints({ status, metrics }) {
        heard.push(status)
        return [metrics ? 0.4 - metrics.val_accuracy! : 0]
      },
    })
    expect(heard).toEqual(trials.map(({ status }) => status))
    expect(heard).toContain('pruned')
    expect(best.metrics.val_accuracy).toBeGreaterThanOrEqual(0.4)
  })

  it('survive a stop: the same call goes on, and a call without them is refused', async () => {
    const directory = join(temporaryDirectory(), 'trials')
    const set = { ...options, strategy: tpe(), constraints }
    await search(distance, { ...set, directory, maxTrials: 12 })
    const { trials } = await search(distance, { ...set, directory })
    expect(plain(trials)).toEqual(plain((await search(distance, set)).trials))
    const { constraints: _, ...without } = set
    await expect(search(distance, { ...without, directory })).rejects.toThrow('constraints: was true, is now absent')
  })

  it.each([
    [{ constraints: () => [1] }, 'received 20 trials of which none does. Trial 0000 breaks them least, by 1,'],
    [{ constraints: () => [Number.NaN] }, 'received [null] for trial 0000'],
    [{ constraints: (() => true) as never }, 'received true for trial 0000'],
    [{ constraints: 3 as never }, 'expected constraints to be a function of a trial, received constraints=3'],
    [{ constraints, strategy: cmaEs() }, 'expected no constraints for cmaEs'],
    [{ constraints, strategy: hyperband() }, 'expected no constraints for hyperband'],
    [{ constraints, strategy: bayesianSearch() }, 'expected no constraints for bayesianSearch'],
  ])('are refused: %#', async (more, message) => {
    await expect(search(distance, { ...options, strategy: randomSearch(), ...more })).rejects.toThrow(message)
  })
})

describe('addTrials', () => {
  it('starts from trials of an older directory: none runs again, and the strategy has learnt', async () => {
    const directory = join(temporaryDirectory(), 'older')
    const older = await search(distance, { ...options, strategy: randomSearch(), directory, maxTrials: 30 })
    const addTrials = await loadTrials(directory)
    expect(addTrials).toEqual(JSON.parse(JSON.stringify(older.trials)))
    const ran: number[] = []
    const onTrial = ({ ended }: { ended: number }): void => void ran.push(ended)
    const warm = await search(distance, { ...options, strategy: tpe(), addTrials, maxTrials: 8, onTrial })
    expect(ran).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(warm.trials).toHaveLength(38)
    expect(warm.trials.map(({ added = false }) => added)).toEqual([...Array(30).fill(true), ...Array(8).fill(false)])
    expect(warm.trials.slice(0, 30).map(({ values, score }) => [values, score])).toEqual(
      older.trials.map(({ values, score }) => [values, score]),
    )
    const cold = await search(distance, { ...options, strategy: tpe(), maxTrials: 8 })
    expect(warm.best.score).toBeLessThan(cold.best.score)
    expect(warm.best.score).toBeLessThanOrEqual(older.best.score)
  })

  it('goes on after a stop with the same trials, and refuses others', async () => {
    const older = await search(distance, { ...options, strategy: randomSearch() })
    const directory = join(temporaryDirectory(), 'newer')
    const set = { ...options, strategy: tpe(), addTrials: older.trials, enqueue: [{ a: 1, b: 1 }] }
    await search(distance, { ...set, directory, maxTrials: 5 })
    const { trials } = await search(distance, { ...set, directory })
    expect(plain(trials)).toEqual(plain((await search(distance, set)).trials))
    expect(trials[20]).toMatchObject({ id: '0020', enqueued: true, values: { a: 1, b: 1 } })
    await expect(search(distance, { ...set, directory, addTrials: [] })).rejects.toThrow('addTrials: was [')
  })

  it('leaves out of a grid what is known, and asks constraints of it', async () => {
    const grid = { space: { units: integer({ min: 1, max: 5, step: 1 }) }, direction: 'min', seed: 0 } as const
    const twice = ({ units }: { units: number }): number => units * 2
    const older = await search(twice, { ...grid, strategy: gridSearch(), maxTrials: 2 })
    const constraints = ({ values }: { values: { units: number } }): number[] => [3 - values.units]
    const { trials, best } = await search(twice, {
      ...grid,
      strategy: gridSearch(),
      addTrials: older.trials,
      constraints,
    })
    expect(trials.map(({ values }) => values.units)).toEqual([1, 2, 3, 4, 5])
    expect(best.values.units).toBe(3)
  })

  it('keeps the weights of the best of its own trials, and says which trial has none', async () => {
    const set = { space: networks, objective: 'val_loss', epochs: 3, seed: 0 } as const
    const older = await tune(build, data, { ...set, strategy: gridSearch() })
    const warm = await tune(build, data, { ...set, strategy: tpe(), addTrials: older.trials.slice(0, 8), maxTrials: 1 })
    const own = warm.ranked.findIndex(({ added }) => !added)
    const model = await warm.bestModel(own)
    model.dispose()
    const known = warm.ranked.findIndex(({ added }) => added)
    await expect(warm.bestModel(known)).rejects.toThrow('which came by addTrials')
    await expect(
      tune(build, data, { ...set, objective: 'val_accuracy', strategy: tpe(), addTrials: older.trials, maxTrials: 1 }),
    ).rejects.toThrow('expected addTrials of a search for val_accuracy, received trial 0000')
  })

  it('refuses values that the space does not have, and strategies that learn from their own trials alone', async () => {
    const { trials } = await search(distance, { ...options, strategy: randomSearch(), maxTrials: 3 })
    const set = { ...options, strategy: tpe(), addTrials: trials }
    const narrow = { ...space, a: decimal({ min: 0, max: 0.01 }) }
    await expect(search(distance, { ...set, space: narrow })).rejects.toThrow(
      /expected addTrials \(trial \d+\) to hold values of the space/,
    )
    const more = { ...space, c: decimal({ min: 0, max: 1 }) }
    await expect(search(distance, { ...set, space: more })).rejects.toThrow('received none for c')
    await expect(search(distance, { ...set, strategy: cmaEs() })).rejects.toThrow('expected no addTrials for cmaEs')
    await expect(search(distance, { ...set, strategy: hyperband() })).rejects.toThrow('no addTrials for hyperband')
  })

  it('loadTrials names what it does not find', async () => {
    await expect(loadTrials(temporaryDirectory())).rejects.toThrow('which has no search.json')
  })
})
