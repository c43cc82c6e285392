import '../../test/backend.ts'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
import { fingerprint } from '../features/fingerprint.ts'
import { type ModelCardOptions, modelCard } from './model-card.ts'

const options: ModelCardOptions = {
  title: 'Penguin species',
  intendedUse: 'Learning how a classifier is made.',
  limits: ['Knows three species.', 'Was never tried on chicks.'],
  data: {
    name: 'Palmer penguins',
    source: 'Horst et al. 2020',
    licence: 'CC0',
    split: { train: 273, test: 69 },
    method: 'stratified by species, seed 0',
  },
  metrics: { accuracy: 0.971, 'recall | Chinstrap': 0.93 },
  testSet: 'abc',
  licence: 'MIT',
  contact: 'penguins@example.org',
}
const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3 })

it('modelCard says what a model is, what it is for, and how it was measured', () => {
  expect(modelCard(model, options)).toMatchSnapshot()
})

it('modelCard refuses what says nothing', () => {
  expect(() => modelCard(model, { ...options, intendedUse: ' ' })).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: modelCard: expected a text, received intendedUse= . Say it in a sentence.]`,
  )
  expect(() => modelCard(model, { ...options, metrics: { accuracy: Number.NaN } })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: modelCard: expected finite numbers, received metrics.accuracy=NaN. Leave out what was not measured.]`,
  )
})

it('fingerprint is the same for the same data and another for any change', async () => {
  const data = Float32Array.of(1, 2, 3, 4)
  const text = await fingerprint([{ shape: [2, 2], data }])
  expect(text).toMatch(/^[\da-f]{64}$/)
  expect(await fingerprint([tf.tensor2d([1, 2, 3, 4], [2, 2])])).toBe(text)
  expect(await fingerprint([{ shape: [4], data }])).not.toBe(text)
  expect(await fingerprint([{ shape: [2, 2], data: Float32Array.of(1, 2, 3, 5) }])).not.toBe(text)
  expect(
    await fingerprint([
      { shape: [2, 2], data },
      { shape: [0], data: new Float32Array(0) },
    ]),
  ).not.toBe(text)
})
