import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { useBackend } from '@dlw/backend'
import { overfitBatch, predict } from '@dlw/train'
import { prepare, readImages } from '../src/data.ts'
import { buildModel } from '../src/model.ts'

const settings = { filters: 8, dropout: 0 }
const data = prepare(await readImages())

before(() => useBackend())

test('the network can learn a few images by heart', async () => {
  const model = buildModel(data.classes.length, settings, 0)
  const { remaining } = await overfitBatch(model, data.train, { seed: 0, steps: 60 })
  assert.ok(remaining < 0.3, `${remaining} of the loss remains`)
})

test('the network says how probable each class is', async () => {
  const [row] = await predict(buildModel(data.classes.length, settings, 0), data.test.x)
  assert.equal(row!.length, data.classes.length)
  assert.ok(Math.abs(row!.reduce((sum, value) => sum + value) - 1) < 1e-5)
})

test('the same seed gives the same first weights', async () => {
  const models = [0, 0].map((seed) => buildModel(data.classes.length, settings, seed))
  const [one, two] = await Promise.all(models.map((model) => predict(model, data.test.x)))
  assert.deepEqual(one, two)
})
