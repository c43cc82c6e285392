import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { useBackend } from '@dlw/backend'
import { predict } from '@dlw/train'
import { prepare } from '../src/data.ts'
import { train } from '../src/train.ts'

const data = prepare()

before(() => useBackend())

test('the inputs are numbers without gaps', () => {
  for (const { x } of [data.train, data.validation, data.test]) {
    assert.ok(x.toArray().flat().every(Number.isFinite))
  }
})

test('the trained network recognises penguins that it has not seen', async () => {
  const { accuracy } = await train(data, { seed: 0 })
  assert.ok(accuracy > 0.93, `accuracy ${accuracy}`)
})

test('the same seed gives the same digits', async () => {
  const runs = await Promise.all([train(data, { seed: 1 }), train(data, { seed: 1 })])
  const [one, two] = await Promise.all(runs.map(({ model }) => predict(model, data.test.x)))
  assert.deepEqual(one, two)
})
