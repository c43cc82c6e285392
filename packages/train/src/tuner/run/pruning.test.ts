import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, data, space } from '../../../test/tuner/study.ts'
import { medianPruner } from '../pruners/median-pruner.ts'
import type { Pruner } from '../pruners/pruner.ts'
import { successiveHalving } from '../pruners/successive-halving.ts'
import { decimal } from '../space/decimal.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { randomSearch } from '../strategies/random-search.ts'
import { tpe } from '../strategies/tpe.ts'
import { search } from './search.ts'
import type { EvaluateContext } from './study.ts'
import type { Trial } from './trial.ts'
import { tune } from './tune.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const box = { rate: decimal({ min: 0, max: 0.5 }) }
const decay = ({ rate }: { rate: number }, { epochs, report }: EvaluateContext): number => {
  let loss = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    loss *= 1 - rate
    report(epoch, loss)
  }
  return loss
}
const options = { space: box, direction: 'min', epochs: 8, maxTrials: 24, seed: 0 } as const
const plain = (trials: readonly Trial[]): Trial[] => trials.map(({ seconds: _, ...trial }) => trial)

describe('search with a pruner', () => {
  it.each([
    ['randomSearch', randomSearch()],
    ['tpe', tpe()],
  ])('ends trials of %s that fall behind, keeps what they reported, and repeats itself', async (_, strategy) => {
    const first = await search(decay, { ...options, strategy, pruner: successiveHalving({ factor: 2 }) })
    const pruned = first.trials.filter(({ status }) => status === 'pruned')
    const completed = first.trials.filter(({ status }) => status === 'completed')
    expect(pruned.length).toBeGreaterThan(6)
    expect(pruned.length + completed.length).toBe(24)
    for (const { values, status, reports, score } of first.trials) {
      expect(reports!.map(({ epoch }) => epoch)).toEqual(reports!.map((__, index) => index))
      expect(reports!.at(-1)!.value).toBeCloseTo((1 - values.rate) ** reports!.length, 12)
      expect(score === undefined).toBe(status === 'pruned')
    }
    for (const { score, reports } of completed) expect(score).toBe(reports![7]!.value)
    // The best of all is never among those given up: curves do not cross here.
    expect(first.best.values.rate).toBe(Math.max(...first.trials.map(({ values }) => values.rate)))
    const again = await search(decay, { ...options, strategy, pruner: successiveHalving({ factor: 2 }) })
    expect(plain(again.trials)).toEqual(plain(first.trials))
  })

  it('ends a trial whose function swallows the error, too', async () => {
    const stubborn = (values: { rate: number }, context: EvaluateContext): number => {
      try {
        return decay(values, context)
      } catch {
        return -1
      }
    }
    const { best } = await search(stubborn, { ...options, strategy: randomSearch(), pruner: medianPruner() })
    expect(best.score).toBeGreaterThan(0)
  })

  it('keeps pruned trials on disk, and goes on from them', async () => {
    const directory = join(temporaryDirectory(), 'trials')
    const set = { ...options, strategy: randomSearch(), pruner: medianPruner() }
    const half = await search(decay, { ...set, directory, maxTrials: 12 })
    const { id, reports } = half.trials.find(({ status }) => status === 'pruned')!
    expect(JSON.parse(readFileSync(join(directory, `trial-${id}.json`), 'utf8'))).toMatchObject({
      status: 'pruned',
      reports: JSON.parse(JSON.stringify(reports)),
    })
    const whole = await search(decay, { ...set, directory })
    expect(plain(whole.trials)).toEqual(plain((await search(decay, set)).trials))
    await expect(search(decay, { ...set, directory, pruner: medianPruner({ warmupEpochs: 2 }) })).rejects.toThrow(
      'pruner.warmupEpochs: was 0, is now 2',
    )
  })

  it('refuses reports that do not count up', async () => {
    const twice = (_: object, { report }: EvaluateContext): number => {
      report(0, 1)
      report(0, 1)
      return 1
    }
    await expect(search(twice, { ...options, strategy: randomSearch(), maxTrials: 3 })).rejects.toThrow(
      'expected epochs that count up from 0, received epoch=0 after 0',
    )
  })
})

describe('tune with a pruner', () => {
  const settings = { space, strategy: gridSearch(), objective: 'val_loss', epochs: 6, seed: 0 } as const

  it('reports the objective after each epoch, ends trainings in the middle, and leaks nothing', async () => {
    await expectNoLeaks(async () => {
      const all = await tune(build, data, settings)
      const { trials, best } = await tune(build, data, { ...settings, pruner: medianPruner({ startupTrials: 2 }) })
      const pruned = trials.filter(({ status }) => status === 'pruned')
      expect(pruned.length).toBeGreaterThan(1)
      for (const { reports } of pruned) expect(reports!.length).toBeLessThan(6)
      for (const { id, status, reports, score } of trials) {
        if (status !== 'completed') continue
        expect(score).toBe(Math.min(...reports!.map(({ value }) => value)))
        expect(score).toBe(all.trials.find((trial) => trial.id === id)!.score)
      }
      expect(best.id).toBe(all.best.id)
    })
  })

  it('asks a pruner of your own with what others reported', async () => {
    const seen: number[] = []
    const own: Pruner = {
      name: 'own',
      settings: {},
      shouldPrune({ reports, others }) {
        seen.push(others.length)
        return others.length > 0 && reports.length === 2
      },
    }
    const { trials } = await tune(build, data, { ...settings, pruner: own, maxTrials: 2 })
    expect(seen).toEqual([0, 0, 0, 0, 0, 0, 1, 1])
    expect(trials[1]).toMatchObject({ status: 'pruned' })
    expect(trials[1]!.score).toBeUndefined()
  })

  it.each([[{ executionsPerTrial: 2 }, 'received executionsPerTrial=2']])('refuses %o', async (more, message) => {
    await expect(tune(build, data, { ...settings, pruner: medianPruner(), ...more })).rejects.toThrow(message)
  })
})
