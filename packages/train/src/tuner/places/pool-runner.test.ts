import { temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { evaluate as decay } from '../../../test/tuner/pruned-study.ts'
import { evaluate } from '../../../test/tuner/slow-study.ts'
import { build, data, space } from '../../../test/tuner/study.ts'
import { medianPruner } from '../pruners/median-pruner.ts'
import type { Pruner } from '../pruners/pruner.ts'
import { successiveHalving } from '../pruners/successive-halving.ts'
import { search } from '../run/search.ts'
import type { Trial } from '../run/trial.ts'
import { type TuneOptions, tune } from '../run/tune.ts'
import { choice } from '../space/choice.ts'
import { decimal } from '../space/decimal.ts'
import { fixed } from '../space/fixed.ts'
import { bayesianSearch } from '../strategies/bayesian-search.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { randomSearch } from '../strategies/random-search.ts'
import type { Strategy } from '../strategies/strategy.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

const study = new URL('../../../test/tuner/study.ts', import.meta.url)
const slowStudy = new URL('../../../test/tuner/slow-study.ts', import.meta.url)
const plain = (trials: readonly Trial[]) => trials.map(({ seconds: _, ...trial }) => trial)

describe('workers', () => {
  const run = async (strategy: Strategy, more: Partial<TuneOptions<typeof space>>) => {
    const result = await tune(build, data, {
      ...{ space, strategy, objective: 'val_loss', epochs: 3, seed: 0, maxTrials: 9 },
      ...more,
    })
    const model = await result.bestModel()
    const weights = model.getWeights().map((weight) => [...weight.dataSync()])
    model.dispose()
    return { trials: plain(result.trials), weights }
  }

  it.each<[string, () => Strategy]>([
    ['gridSearch', gridSearch],
    ['hyperband', hyperband],
    ['bayesianSearch', () => bayesianSearch({ initialTrials: 3, batch: 3 })],
  ])('give the trials, scores and best weights of %s in this thread, whatever their number', async (_, strategy) => {
    const here = await run(strategy(), {})
    for (const workers of [1, 3]) {
      expect(await run(strategy(), { worker: study, workers, backend: 'cpu' })).toEqual(here)
    }
  })

  it('may be processes, which is what native devices need', async () => {
    const here = await run(gridSearch(), { maxTrials: 3 })
    vi.stubEnv('DLW_BACKEND', 'cpu')
    expect(await run(gridSearch(), { maxTrials: 3, worker: study, workers: 2 })).toEqual(here)
  })
})

describe('a pruner', () => {
  const prunedStudy = new URL('../../../test/tuner/pruned-study.ts', import.meta.url)
  const options = {
    space: { rate: decimal({ min: 0, max: 0.5 }), waits: choice([true, false]) },
    direction: 'min',
    ...{ strategy: randomSearch(), epochs: 8, maxTrials: 16, seed: 0 },
  } as const

  it.each([
    ['thread', { backend: 'cpu' }],
    ['process', {}],
  ] as const)(
    'ends the same trials in a %s as here, whether the function waits for the answer or not',
    async (_, place) => {
      vi.stubEnv('DLW_BACKEND', 'cpu')
      const pruner = successiveHalving({ factor: 2 })
      const here = await search(decay, { ...options, pruner })
      const there = await search(decay, { ...options, pruner, worker: prunedStudy, ...place })
      expect(here.trials.filter(({ status }) => status === 'pruned').length).toBeGreaterThan(4)
      expect(plain(there.trials)).toEqual(plain(here.trials))
    },
  )

  it('ends trainings in a worker as here', async () => {
    const set = { space, strategy: gridSearch(), objective: 'val_loss', epochs: 6, seed: 0 } as const
    const pruner = medianPruner({ startupTrials: 2 })
    const here = await tune(build, data, { ...set, pruner })
    const there = await tune(build, data, { ...set, pruner, worker: study, backend: 'cpu' })
    expect(plain(there.trials)).toEqual(plain(here.trials))
  })

  it('compares trials that run at the same time', async () => {
    let beside = 0
    const own: Pruner = {
      name: 'own',
      settings: {},
      shouldPrune({ others, reports }) {
        if (others.some(({ status, reports: told = [] }) => status === 'running' && told.length > 0)) beside++
        return reports.length === 3
      },
    }
    const { space: box, ...rest } = options
    const slow = { ...rest, space: { ...box, milliseconds: fixed(50) }, maxTrials: 4, enqueue: [{ waits: true }] }
    const searching = search(decay, { ...slow, pruner: own, worker: prunedStudy, workers: 2, backend: 'cpu' })
    await expect(searching).rejects.toThrow('expected at least one trial to complete')
    expect(beside).toBeGreaterThan(0)
  })

  it('that throws fails the trial with its message', async () => {
    const shouldPrune = ({ reports }: { reports: readonly unknown[] }): boolean => {
      if (reports.length === 2) throw new Error('no idea')
      return false
    }
    const own: Pruner = { name: 'own', settings: {}, shouldPrune }
    const searching = search(decay, { ...options, pruner: own, worker: prunedStudy, backend: 'cpu' })
    await expect(searching).rejects.toThrow('no idea')
  })
})

describe('workers of a search', () => {
  const options = {
    space: { x: decimal({ min: 0, max: 1, step: 0.1 }) },
    strategy: gridSearch(),
    direction: 'min',
    seed: 0,
    worker: slowStudy,
    backend: 'cpu',
  } as const

  it('keep what a trial throws', async () => {
    const { trials } = await search(evaluate, { ...options, workers: 3 })
    expect(trials[5]).toMatchObject({ status: 'failed', message: 'half is not allowed' })
    expect(trials.filter(({ status }) => status === 'completed')).toHaveLength(10)
  })

  it('run trials at the same time', async () => {
    vi.stubEnv('TRIAL_MEETING', temporaryDirectory())
    const { trials } = await search(evaluate, { ...options, workers: 3 })
    expect(trials).toHaveLength(11)
  })

  it('may die: their trial fails, and the others go on', async () => {
    vi.stubEnv('TRIAL_DEATH', '0003')
    vi.stubEnv('DLW_BACKEND', 'cpu')
    const { space, strategy, direction, seed, worker } = options
    const { trials } = await search(evaluate, { space, strategy, direction, seed, worker, workers: 2 })
    expect(trials.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['0003', '0005'])
  })

  it.each([
    ['threads', { backend: 'cpu' }],
    ['processes', {}],
  ] as const)('%s tell what a trial threw by name and message, and outlive process.exit', async (_, place) => {
    vi.stubEnv('TRIAL_EXIT', '0002')
    vi.stubEnv('DLW_BACKEND', 'cpu')
    // Threads refuse to be given V8's flags.
    process.execArgv.push('--max-old-space-size=900', '--expose-gc')
    const { space, strategy, direction, seed, worker } = options
    try {
      const { trials } = await search(evaluate, { space, strategy, direction, seed, worker, workers: 2, ...place })
      expect(trials.flatMap(({ id, status, message }) => (status === 'failed' ? [{ id, message }] : []))).toEqual([
        { id: '0002', message: 'The trial called process.exit(3).' },
        { id: '0004', message: 'RangeError: two fifths are not allowed' },
        { id: '0005', message: 'half is not allowed' },
      ])
    } finally {
      process.execArgv.splice(-2)
    }
  })

  it('are ended when the search is aborted, in the middle of a trial', async () => {
    vi.stubEnv('TRIAL_MILLISECONDS', '100000')
    const signal = AbortSignal.timeout(700)
    await expect(search(evaluate, { ...options, workers: 2, signal })).rejects.toThrow('aborted due to timeout')
  })

  it('say so when their module cannot be loaded, or lacks what it should export', async () => {
    const worker = new URL('./no-such-module.ts', import.meta.url)
    await expect(search(evaluate, { ...options, worker })).rejects.toThrow('tune: expected a module that loads')
    await expect(search(evaluate, { ...options, worker: study })).rejects.toThrow(
      "expected the worker's module to export evaluate",
    )
  })
})
