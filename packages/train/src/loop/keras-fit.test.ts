import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, regularizers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { sparseCategoricalCrossentropy } from '../losses/crossentropies.ts'
import { adam, adamW } from '../optimizers/adam.ts'
import { rmsprop } from '../optimizers/rmsprop.ts'
import { sgd } from '../optimizers/sgd.ts'
import { type CompileOptions, compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { type FitOptions, fit } from './fit.ts'

interface Case {
  name: string
  weights: number[][]
  x: number[][]
  y: number[][] | number[]
  held: { x: number[][]; y: number[][] } | null
  history: Record<string, number[]>
  after: (number[] | number[][])[]
  evaluate: Record<string, number>
  sampleWeight?: number[]
}
/** Written by test/keras_fit.py. */
const { cases } = JSON.parse(readFileSync(new URL('../../golden/keras-fit.json', import.meta.url), 'utf8')) as {
  cases: Case[]
}

const { dense, batchNormalization } = layers
const kernelRegularizer = regularizers.l2({ l2: 0.05 })
const trainings: Record<
  string,
  { build: () => layers.Layer[]; how: () => CompileOptions; options?: Partial<FitOptions> }
> = {
  'saturated softmax': {
    build: () => [dense({ units: 5, activation: 'relu', inputShape: [4] }), dense({ units: 3, activation: 'softmax' })],
    how: () => ({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] }),
  },
  'regularised regression': {
    build: () => [dense({ units: 4, activation: 'tanh', inputShape: [2], kernelRegularizer }), dense({ units: 1 })],
    how: () => ({
      loss: 'mse',
      optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }),
      metrics: ['rootMeanSquaredError', 'mae'],
    }),
  },
  'class weights': {
    build: () => [dense({ units: 3, inputShape: [3] })],
    how: () => ({
      loss: sparseCategoricalCrossentropy({ fromLogits: true }),
      optimizer: adam({ learningRate: 0.05 }),
      metrics: ['accuracy'],
    }),
    options: { classWeight: { 0: 1, 1: 3, 2: 0.25 } },
  },
  'sample weights': {
    build: () => [dense({ units: 4, activation: 'relu', inputShape: [3] }), dense({ units: 1, activation: 'sigmoid' })],
    how: () => ({ loss: 'binaryCrossentropy', optimizer: rmsprop({ learningRate: 0.02 }), metrics: ['accuracy'] }),
  },
  clipped: {
    build: () => [dense({ units: 3, activation: 'relu', inputShape: [2] }), dense({ units: 1 })],
    how: () => ({ loss: 'mae', optimizer: adamW({ learningRate: 0.05, globalClipNorm: 0.1 }), metrics: ['mse'] }),
  },
  'batch normalisation': {
    build: () => [batchNormalization({ inputShape: [2] }), dense({ units: 1 })],
    how: () => ({ loss: 'huber', optimizer: adam({ learningRate: 0.05 }), metrics: ['mae'] }),
  },
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

/** The weights layer by layer, as Keras lists them. */
const inOrder = (model: LayersModel) => model.layers.flatMap((layer) => layer.weights)

function modelOf(golden: Case): LayersModel {
  const { build, how } = trainings[golden.name]!
  const model = sequential({ layers: build() })
  tf.tidy(() => {
    for (const [index, weight] of inOrder(model).entries()) weight.write(tf.tensor(golden.weights[index]!))
  })
  compile(model, how())
  return model
}

describe.each(cases)('a training with $name', (golden) => {
  const expectClose = (
    actual: Record<string, number | number[]>,
    expected: Record<string, number | number[]>,
  ): void => {
    expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort())
    for (const [name, values] of Object.entries(expected)) {
      for (const [epoch, value] of [values].flat().entries()) {
        const own = [actual[name]!].flat()[epoch]!
        expect(Math.abs(own - value) / Math.max(1, Math.abs(value)), `${name} of epoch ${epoch}`).toBeLessThan(1e-5)
      }
    }
  }

  it('has the history, the weights and the measures of Keras to 1e-5', async () => {
    const model = modelOf(golden)
    const { x, y } = golden
    const history = await fit(
      model,
      { x, y },
      {
        epochs: 4,
        batchSize: 8,
        seed: 0,
        shuffle: false,
        ...(golden.held ? { validation: golden.held } : {}),
        ...(golden.sampleWeight ? { sampleWeight: golden.sampleWeight } : {}),
        ...trainings[golden.name]!.options,
      },
    )
    expectClose(history.metrics, golden.history)
    for (const [index, weight] of inOrder(model).entries()) {
      const expected = golden.after[index]!.flat()
      for (const [at, value] of weight.read().dataSync().entries())
        expect(value, weight.name).toBeCloseTo(expected[at]!, 4)
    }
    expectClose(await evaluate(model, { x, y }), golden.evaluate)
  })
})
