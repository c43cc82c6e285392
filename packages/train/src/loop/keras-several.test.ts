import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { model as functional, input, type LayersModel, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { exponentialMovingAverage } from '../callbacks/exponential-moving-average.ts'
import { auc } from '../metrics/auc.ts'
import { rootMeanSquaredError } from '../metrics/metrics.ts'
import { adam } from '../optimizers/adam.ts'
import { sgd } from '../optimizers/sgd.ts'
import type { ModelData } from '../rows/model-data.ts'
import { type CompileOptions, compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { type FitOptions, fit } from './fit.ts'

type Nested = number[] | Nested[]
type Rows = Nested | Record<string, Nested>
interface Case {
  name: string
  first: Record<string, Nested[]>
  x: Rows
  y: Rows
  sampleWeight: Nested | null
  held: { x: Rows; y: Rows } | null
  epochs: number
  batchSize: number
  history: Record<string, number[]>
  evaluate: Record<string, number>
  last: Record<string, Nested[]>
}
/** Written by packages/testing/oracle/keras_several.py. */
const { cases } = golden<{ cases: Case[] }>('keras-several')

const { dense } = layers
const apply = (layer: layers.Layer, to: SymbolicTensor | SymbolicTensor[]) => layer.apply(to) as SymbolicTensor

function heads(outputs: Record<string, [units: number, activation?: 'linear' | 'softmax' | 'sigmoid']>): LayersModel {
  const inputs = input({ shape: [3], name: 'row' })
  const x = apply(dense({ units: 5, activation: 'tanh', name: 'hidden' }), inputs)
  const all = Object.entries(outputs).map(([name, [units, activation]]) =>
    apply(dense({ units, activation: activation ?? 'linear', name }), x),
  )
  return functional({ inputs, outputs: all })
}

function twoInputs(): LayersModel {
  const [a, b] = [input({ shape: [2], name: 'left' }), input({ shape: [3], name: 'right' })]
  const x = apply(layers.concatenate({ name: 'both' }), [
    apply(dense({ units: 3, activation: 'tanh', name: 'first' }), a!),
    apply(dense({ units: 3, activation: 'tanh', name: 'second' }), b!),
  ])
  return functional({
    inputs: [a!, b!],
    outputs: [
      apply(dense({ units: 1, name: 'value' }), x),
      apply(dense({ units: 1, activation: 'sigmoid', name: 'flag' }), x),
    ],
  })
}

function siamese(): LayersModel {
  const [a, b] = [input({ shape: [4], name: 'one' }), input({ shape: [4], name: 'other' })]
  const encoder = dense({ units: 3, activation: 'tanh', name: 'encoder' })
  const x = apply(layers.multiply({ name: 'product' }), [apply(encoder, a!), apply(encoder, b!)])
  return functional({ inputs: [a!, b!], outputs: apply(dense({ units: 1, activation: 'sigmoid', name: 'alike' }), x) })
}

function autoencoder(): LayersModel {
  const inputs = input({ shape: [4, 4, 1], name: 'image' })
  let x = apply(layers.flatten({ name: 'flat' }), inputs)
  x = apply(dense({ units: 3, activation: 'relu', name: 'code' }), x)
  x = apply(dense({ units: 16, activation: 'sigmoid', name: 'decoded' }), x)
  return functional({ inputs, outputs: apply(layers.reshape({ targetShape: [4, 4, 1], name: 'again' }), x) })
}

const lstm = (returnSequences: boolean) =>
  layers.lstm({
    units: 4,
    returnSequences,
    recurrentActivation: 'sigmoid',
    recurrentInitializer: 'zeros',
    name: 'lstm',
  })

function steps(masked: boolean, units: number, activation: 'linear' | 'softmax' = 'linear'): LayersModel {
  const inputs = input({ shape: [5, 2], name: 'steps' })
  const x = masked ? apply(layers.masking({ maskValue: 0, name: 'mask' }), inputs) : inputs
  return functional({ inputs, outputs: apply(dense({ units, activation, name: 'each' }), apply(lstm(true), x)) })
}

function words(): LayersModel {
  const inputs = input({ shape: [6], name: 'words' })
  const x = apply(layers.embedding({ inputDim: 9, outputDim: 4, maskZero: true, name: 'embedding' }), inputs)
  return functional({
    inputs,
    outputs: apply(dense({ units: 3, activation: 'softmax', name: 'kind' }), apply(lstm(false), x)),
  })
}

const trainings: Record<string, { build: () => LayersModel; how: CompileOptions; more?: () => Partial<FitOptions> }> = {
  'categorical and binary': {
    build: () => heads({ species: [3, 'softmax'], sex: [1, 'sigmoid'] }),
    how: {
      loss: { species: 'categoricalCrossentropy', sex: 'binaryCrossentropy' },
      metrics: { species: ['accuracy'], sex: ['accuracy'] },
    },
  },
  'value and categorical': {
    build: () => heads({ price: [1], species: [3, 'softmax'] }),
    how: { loss: ['mse', 'categoricalCrossentropy'], metrics: [['mae'], ['accuracy']] },
  },
  'value and sparse': {
    build: () => heads({ price: [1], species: [3, 'softmax'] }),
    how: {
      loss: ['mse', 'sparseCategoricalCrossentropy'],
      lossWeights: [0.25, 2],
      metrics: { species: 'accuracy' },
    },
  },
  'one loss for all': {
    build: () => heads({ low: [1], high: [2] }),
    how: { loss: 'mae', metrics: ['mae', 'mse'] },
  },
  'an output without a loss': {
    build: () => heads({ price: [1], spare: [2] }),
    how: { loss: ['mse', null], metrics: [['mae'], ['mse']] },
  },
  'two metrics of one kind': {
    build: () => heads({ sex: [1, 'sigmoid'] }),
    how: {
      loss: 'binaryCrossentropy',
      metrics: [auc(), auc({ curve: 'PR' }), auc({ name: 'roc' }), 'mae', 'mae'],
    },
  },
  'several labels in one output': {
    build: () => heads({ flags: [3, 'sigmoid'] }),
    how: { loss: 'binaryCrossentropy', metrics: ['accuracy', 'binaryAccuracy'] },
  },
  'two inputs, weights for each output': {
    build: twoInputs,
    how: { loss: ['mse', 'binaryCrossentropy'], metrics: [['mae'], ['accuracy']] },
  },
  'heads with one weight for both': {
    build: () => heads({ price: [1], species: [3, 'softmax'] }),
    how: { loss: ['huber', 'sparseCategoricalCrossentropy'], lossWeights: { price: 1, species: 0.5 } },
  },
  siamese: { build: siamese, how: { loss: 'binaryCrossentropy', metrics: ['accuracy'] } },
  autoencoder: { build: autoencoder, how: { loss: 'mse', metrics: ['mae'] } },
  'a number for each step': {
    build: () => steps(false, 1),
    how: { loss: 'mse', metrics: ['mae', rootMeanSquaredError] },
  },
  'a weight for each row of sequences': { build: () => steps(false, 1), how: { loss: 'mse' } },
  'a weight for each step': {
    build: () => steps(false, 3, 'softmax'),
    how: { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
  },
  'masked steps': { build: () => steps(true, 1), how: { loss: 'mae', metrics: ['mse'] } },
  'masked classes with weights': {
    build: () => steps(true, 3, 'softmax'),
    how: { loss: 'sparseCategoricalCrossentropy' },
  },
  'sentences of different lengths': {
    build: words,
    how: { loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], optimizer: sgd({ learningRate: 0.5 }) },
  },
  'an average of the weights': {
    build: () => heads({ price: [1] }),
    how: { loss: 'mse', optimizer: sgd({ learningRate: 0.1 }) },
    more: () => ({ callbacks: [exponentialMovingAverage({ momentum: 0.8 })] }),
  },
  'an average that overwrites': {
    build: () => heads({ price: [1] }),
    how: { loss: 'mse', optimizer: sgd({ learningRate: 0.1 }) },
    more: () => ({ callbacks: [exponentialMovingAverage({ momentum: 0.8, overwriteFrequency: 3 })] }),
  },
  'gradients of two steps': {
    build: () => heads({ price: [1] }),
    how: { loss: 'mse' },
    more: () => ({ gradientAccumulationSteps: 2 }),
  },
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const numbersOf = (values: Nested): number[] =>
  (values as unknown[]).flatMap((value) => (Array.isArray(value) ? numbersOf(value as Nested) : [value as number]))

/** Arrays of any rank as they come from JSON. */
function arrayOf(values: Nested): { shape: number[]; data: Float32Array } {
  const shape: number[] = []
  for (let level: unknown = values; Array.isArray(level); level = level[0]) shape.push(level.length)
  return { shape, data: Float32Array.from(numbersOf(values)) }
}

const tensorOf = (values: Nested): tf.Tensor => {
  const { data, shape } = arrayOf(values)
  return tf.tensor(data, shape)
}

function dataOf(rows: Rows, count: number): ModelData {
  if (!Array.isArray(rows)) {
    return Object.fromEntries(Object.entries(rows).map(([name, values]) => [name, arrayOf(values)]))
  }
  return count === 1 ? arrayOf(rows) : (rows as Nested[]).map(arrayOf)
}

function modelOf({ name, first }: Case): LayersModel {
  const { build, how } = trainings[name]!
  const model = build()
  tf.tidy(() => {
    for (const [layer, weights] of Object.entries(first)) {
      for (const [index, weight] of model.getLayer(layer).weights.entries()) weight.write(tensorOf(weights[index]!))
    }
  })
  compile(model, { optimizer: adam({ learningRate: 0.02 }), ...how })
  return model
}

const near = (own: number, value: number, what: string): void =>
  expect(Math.abs(own - value) / Math.max(1, Math.abs(value)), what).toBeLessThan(1e-5)

describe.each(cases)('a training with $name', (one) => {
  it('has the history, the weights and the measures of Keras to 1e-5', async () => {
    const model = modelOf(one)
    const [inputs, outputs] = [model.inputs.length, model.outputs.length]
    const data = { x: dataOf(one.x, inputs), y: dataOf(one.y, outputs) }
    const history = await fit(model, data, {
      epochs: one.epochs,
      batchSize: one.batchSize,
      seed: 0,
      shuffle: false,
      ...(one.held && { validation: { x: dataOf(one.held.x, inputs), y: dataOf(one.held.y, outputs) } }),
      ...trainings[one.name]!.more?.(),
      ...(one.sampleWeight && { sampleWeight: weightOf(one.sampleWeight, outputs) }),
    })
    expect(Object.keys(history.metrics).sort()).toEqual(Object.keys(one.history).sort())
    for (const [name, values] of Object.entries(one.history)) {
      for (const [epoch, value] of values.entries()) near(history.metrics[name]![epoch]!, value, `${name} of ${epoch}`)
    }
    for (const [layer, weights] of Object.entries(one.last)) {
      for (const [index, weight] of model.getLayer(layer).weights.entries()) {
        const expected = numbersOf(weights[index]!)
        for (const [at, value] of weight.read().dataSync().entries()) expect(value, layer).toBeCloseTo(expected[at]!, 4)
      }
    }
    const measured = await evaluate(model, data)
    expect(Object.keys(measured).sort()).toEqual(Object.keys(one.evaluate).sort())
    for (const [name, value] of Object.entries(one.evaluate)) near(measured[name]!, value, name)
    model.dispose()
  })
})

/** Weights of rows are [rows, 1] for Keras where outputs are sequences. */
function weightOf(weights: Nested, outputs: number) {
  const array = arrayOf(weights)
  if (outputs > 1 && array.shape.length === 2) return (weights as Nested[]).map(arrayOf)
  return array.shape[1] === 1 ? { shape: [array.shape[0]!], data: array.data } : array
}

it('has a training for each of the trainings of Keras', () => {
  expect(cases.map(({ name }) => name)).toEqual(Object.keys(trainings))
})
