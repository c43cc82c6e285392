import { expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
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
