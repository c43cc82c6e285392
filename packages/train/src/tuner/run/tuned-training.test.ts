import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, expect, it } from 'vitest'
import { compile } from '../../compile/compile.ts'
import type { Training } from '../../loop/callback.ts'
import { choice } from '../space/choice.ts'
import { gridSearch } from '../strategies/grid-search.ts'
import { hyperband } from '../strategies/hyperband.ts'
import { formatTrials } from '../trials/format-trials.ts'
import { search } from './search.ts'
import { tune } from './tune.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = Array.from({ length: 12 }, (_, row) => [row / 12, Math.sin(row)])
const y = x.map((_, row) => row % 2)
const data = { x, y, validation: { x, y } }
const build = (values: Readonly<Record<string, number>>) => {
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid' })] })
  compile(model, { loss: 'binaryCrossentropy', optimizer: 'sgd', learningRate: values.rate ?? 0.1 })
  return model
}
const options = { strategy: gridSearch(), objective: 'val_loss', epochs: 2, seed: 0 }

it('batchSize and epochs of the space are those of the training', async () => {
  const seen: [number, number][] = []
  const callbacks = [{ onTrainBegin: ({ batchSize, epochs }: Training) => void seen.push([batchSize, epochs]) }]
  const space = { batchSize: choice([4, 6]), epochs: choice([1, 3]) }
  const result = await tune(build, data, { ...options, space, callbacks })
  expect(seen).toEqual([
    [4, 1],
    [4, 3],
    [6, 1],
    [6, 3],
  ])
  expect(new Set(result.trials.map(({ score }) => score)).size).toBe(4)
  expect(result.unused).toEqual([])
})

it('weights of classes and other options of fit can follow from the values', async () => {
  const result = await tune(build, data, {
    ...options,
    space: { weight: choice([1, 10]) },
    fitOptions: ({ weight }) => ({ classWeight: { 1: weight }, batchSize: 3 }),
  })
  expect(result.trials[0]!.score).not.toBe(result.trials[1]!.score)
  expect(result.unused).toEqual([])
})

it('a parameter that no trial reads is named', async () => {
  const result = await tune(build, data, {
    ...options,
    space: { rate: choice([0.1, 0.2]), learningRat: choice([1, 2]) },
  })
  expect(result.unused).toEqual(['learningRat'])
  expect(result.trials[0]!.unread).toEqual(['learningRat'])
  expect(formatTrials(result).split('\n').at(-1)).toBe('No trial read: learningRat. Use it in the build function.')
  const searched = await search(({ a }: { a: number; b: number }) => a, {
    space: { a: choice([1, 2]), b: choice([1, 2]) },
    strategy: gridSearch(),
    direction: 'min',
    seed: 0,
  })
  expect(searched.unused).toEqual(['b'])
})

it('a parameter that some trials read is used', async () => {
  const { unused } = await search((values: { a: number; b: number }) => (values.a > 1 ? values.b : 0), {
    space: { a: choice([1, 2]), b: choice([1, 2]) },
    strategy: gridSearch(),
    direction: 'min',
    seed: 0,
  })
  expect(unused).toEqual([])
})

it('refuses epochs that are none, and epochs beside a hyperband', async () => {
  await expect(tune(build, data, { ...options, space: { epochs: choice([0.5, 1]) } })).rejects.toThrow(
    /expected positive whole numbers for epochs in the space, received epochs=0\.5/,
  )
  const space = { epochs: choice([1, 2]) }
  await expect(tune(build, data, { ...options, space, strategy: hyperband() })).rejects.toThrow(
    /no epochs in the space of a hyperband/,
  )
})
