import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { useBackend } from '@dlw/backend'
import { overfitBatch, predict } from '@dlw/train'
import { prepare, readTable } from '../src/data.ts'
import { evaluate } from '../src/evaluate.ts'
import { buildModel } from '../src/model.ts'
import { train } from '../src/train.ts'

const settings = { units: 10, learningRate: 0.01 }
const data = prepare(await readTable())
const size = { inputs: data.train.x.shape[1], classes: data.classes.length }

before(() => useBackend())

test('the network can learn a few rows by heart', async () => {
  const { remaining } = await overfitBatch(buildModel(size, settings, 0), data.train, { seed: 0, steps: 200 })
  assert.ok(remaining < 0.1, `${remaining} of the loss remains`)
})

test('the same seed gives the same digits', async () => {
  const runs = await Promise.all([
    train(data, { settings, seed: 1, epochs: 3 }),
    train(data, { settings, seed: 1, epochs: 3 }),
  ])
  const [one, two] = await Promise.all(runs.map(({ model }) => predict(model, data.test.x)))
  assert.deepEqual(one, two)
})

test('the trained network is much better than guessing the largest class', async () => {
  const { model } = await train(data, { settings, seed: 0 })
  const { report } = await evaluate(model, data.validation, data.classes)
  assert.ok(report.accuracy > 0.9, `accuracy ${report.accuracy}`)
})
