import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { useBackend } from '@dlw/backend'
import { overfitBatch, predict } from '@dlw/train'
import { prepare, readMessages } from '../src/data.ts'
import { buildModel } from '../src/model.ts'

const settings = { filters: 16, dropout: 0 }
const messages = await readMessages()
const data = prepare(messages)
const size = { words: data.vocabulary.length, length: data.length, classes: data.classes.length }

before(() => useBackend())

test('every message is in one part', () => {
  const counts = [data.train, data.validation, data.test].map(({ y }) => y.length)
  assert.equal(counts[0]! + counts[1]! + counts[2]!, messages.shape[0])
})

test('the network can learn a few messages by heart', async () => {
  const { remaining } = await overfitBatch(buildModel(size, settings, 0), data.train, { seed: 0, steps: 100 })
  assert.ok(remaining < 0.1, `${remaining} of the loss remains`)
})

test('the same seed gives the same first weights', async () => {
  const models = [0, 0].map((seed) => buildModel(size, settings, seed))
  const [one, two] = await Promise.all(models.map((model) => predict(model, data.test.x)))
  assert.deepEqual(one, two)
})
