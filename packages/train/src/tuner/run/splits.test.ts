import { kFoldIndices, repeatedKFoldIndices, stratifiedKFoldIndices, timeSeriesSplitIndices } from '@dlw/data'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { build, data, space } from '../../../test/tuner/study.ts'
import { medianPruner } from '../pruners/median-pruner.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { tune } from './tune.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const { x, y } = data as { x: number[][]; y: number[][] }
const options = { space, strategy: gridSearch(), objective: 'val_loss', epochs: 2, maxTrials: 2, seed: 3 } as const

describe('splits', () => {
  it('of k folds give what folds give', async () => {
    await expectNoLeaks(async () => {
      const split = await tune(build, { x, y, splits: kFoldIndices(36, { folds: 4, seed: 3 }) }, options)
      const folded = await tune(build, { x, y }, { ...options, folds: 4 })
      const of = ({ trials }: typeof split) => trials.map(({ score, executions }) => ({ score, executions }))
      expect(of(split)).toEqual(of(folded))
    })
  })

  it.each([
    ['stratified', stratifiedKFoldIndices(y, { folds: 3, seed: 0 }), 3],
    ['in the order of time', timeSeriesSplitIndices(36, { folds: 3 }), 3],
    ['repeated', repeatedKFoldIndices(36, { folds: 2, repeats: 2, seed: 0 }), 4],
  ])('%s are trained and judged one by one', async (_, splits, count) => {
    const { best } = await tune(build, () => ({ x, y, splits }), options)
    expect(best.executions).toHaveLength(count)
    for (const [index, { train, test }] of splits.entries()) {
      const rows = (part: number[]) => ({ x: part.map((row) => x[row]!), y: part.map((row) => y[row]!) })
      const alone = await tune(build, { ...rows(train), validation: rows(test) }, options)
      const trial = alone.trials.find(({ id }) => id === best.id)!
      expect(best.executions[index]!.score).toBeCloseTo(trial.score!, 6)
    }
  })

  it.each([
    [{ splits: [] }, {}, 'expected at least one split'],
    [{ splits: [{ train: [0, 1], test: [36] }] }, {}, 'received 36 in split 0'],
    [{ splits: [{ train: [0, 1], test: [] }] }, {}, 'received no rows in split 0'],
    [{ splits: kFoldIndices(36), validation: { x, y } }, {}, 'expected splits without validation'],
    [{ splits: kFoldIndices(36) }, { folds: 3 }, 'expected splits without folds'],
    [{ splits: kFoldIndices(36) }, { pruner: medianPruner() }, 'expected splits without a pruner'],
  ])('are refused where they are wrong: %#', async (more, others, message) => {
    await expectNoLeaks(async () => {
      await expect(tune(build, { x, y, ...more }, { ...options, ...others, maxTrials: 3 })).rejects.toThrow(message)
    })
  })
})
