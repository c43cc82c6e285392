import { Table } from '@dlw/data'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CompileOptions, compile } from '../src/loop/compile.ts'
import { evaluate } from '../src/loop/evaluate.ts'
import { type FitOptions, fit } from '../src/loop/fit.ts'
import { predict } from '../src/loop/predict.ts'
import { predictClasses } from '../src/loop/predict-classes.ts'
import type { LabelledData } from '../src/rows/labelled-data.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const network = (): LayersModel =>
  sequential({ name: 'penguins', layers: [layers.dense({ units: 3, inputShape: [4], activation: 'softmax' })] })
const x = [
  [1, 2, 3, 4],
  [5, 6, 7, 8],
]
const y = [
  [1, 0, 0],
  [0, 1, 0],
]
const compiled = (options: Partial<CompileOptions> = {}): LayersModel => {
  const model = network()
  compile(model, { loss: 'categoricalCrossentropy', ...options })
  return model
}
const table = Table.fromColumns({ a: [1, 2], b: [3, Number.NaN], c: [1, 1], d: [1, 1] })
const failing = async (action: () => Promise<unknown>): Promise<string> =>
  expectNoLeaks(async () => {
    try {
      await action()
    } catch (error) {
      return (error as Error).message
    }
    throw new Error('expected a failure')
  })

describe('fit refuses', () => {
  const cases: [string, Partial<LabelledData>, Partial<FitOptions>][] = [
    [
      'missing features',
      {
        x: [
          [1, 2, 3, 4],
          [5, Number.NaN, 7, 8],
        ],
      },
      {},
    ],
    ['missing features of a table, by their name', { x: table }, {}],
    [
      'another width',
      {
        x: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      {},
    ],
    ['another rank', { x: [1, 2] }, {}],
    ['fewer targets than rows', { y: [[1, 0, 0]] }, {}],
    [
      'targets of another width',
      {
        y: [
          [1, 0],
          [0, 1],
        ],
      },
      {},
    ],
    ['class numbers without a sparse loss', { y: [0, 1] }, {}],
    [
      'infinite targets',
      {
        y: [
          [1, 0, 0],
          [0, Infinity, 0],
        ],
      },
      {},
    ],
    ['no rows', { x: tf.zeros([0, 4]), y: tf.zeros([0, 3]) }, {}],
    ['epochs of 0', {}, { epochs: 0 }],
    ['a batch size that is not whole', {}, { batchSize: 1.5 }],
    ['a seed that is not whole', {}, { seed: 0.5 }],
    ['a negative initial epoch', {}, { initialEpoch: -1 }],
    ['validation of another width', {}, { validation: { x: [[1, 2]], y: [[1, 0, 0]] } }],
    ['too few sample weights', {}, { sampleWeight: [1] }],
    ['negative sample weights', {}, { sampleWeight: [1, -1] }],
  ]
  it.each(cases)('%s', async (_, data, options) => {
    const model = compiled()
    const before = await predict(model, x)
    expect(await failing(() => fit(model, { x, y, ...data }, { epochs: 1, seed: 0, ...options }))).toMatchSnapshot()
    expect(await predict(model, x)).toEqual(before)
  })

  it('class numbers outside the classes', async () => {
    const model = compiled({ loss: 'sparseCategoricalCrossentropy' })
    for (const labels of [
      [0, 3],
      [0, -1],
      [0, 0.5],
    ]) {
      expect(await failing(() => fit(model, { x, y: labels }, { epochs: 1, seed: 0 }))).toMatchSnapshot()
    }
  })

  it('a model that is not compiled, or has nothing to train', async () => {
    const plain = network()
    expect(await failing(() => fit(plain, { x, y }, { epochs: 1, seed: 0 }))).toMatchSnapshot()
    const frozen = compiled()
    for (const layer of frozen.layers) layer.trainable = false
    expect(await failing(() => fit(frozen, { x, y }, { epochs: 1, seed: 0 }))).toMatchSnapshot()
  })

  it('to go on when it is aborted', async () => {
    const model = compiled()
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    const controller = new AbortController()
    const stop = { onEpochEnd: (epoch: number) => epoch === 1 && controller.abort(new Error('enough')) }
    const options = { epochs: 9, seed: 0, signal: controller.signal, callbacks: [stop as never] }
    expect(await failing(() => fit(model, { x, y }, options))).toBe('enough')
    expect(await failing(() => fit(model, { x, y }, options))).toBe('enough')
  })
})

describe('compile refuses', () => {
  it.each<[string, Partial<Record<keyof CompileOptions, unknown>>]>([
    ['an unknown loss', { loss: 'mean_squared_error' }],
    ['an unknown metric', { metrics: ['acuracy'] }],
    ['an unknown optimizer', { optimizer: 'toString' }],
    ['a learning rate that is not positive', { learningRate: 0 }],
    ['a learning rate for an optimizer that has one', { optimizer: tf.train.sgd(1), learningRate: 1 }],
    ['more losses than outputs', { loss: ['mse', 'mae'] }],
  ])('%s', (_, options) => {
    expect(() => compile(network(), { loss: 'mse', ...options } as CompileOptions)).toThrowErrorMatchingSnapshot()
  })
})

describe('predict and evaluate refuse', () => {
  let model: LayersModel
  beforeAll(() => {
    model = compiled()
  })

  it('another width', async () => {
    expect(await failing(() => predict(model, [[1, 2, 3]]))).toMatchSnapshot()
    expect(await failing(() => evaluate(model, { x: [[1, 2, 3]], y }))).toMatchSnapshot()
  })

  it('missing features', async () => {
    expect(await failing(() => predict(model, [[1, 2, 3, Number.NaN]]))).toMatchSnapshot()
  })

  it('class names that are too few', async () => {
    expect(await failing(() => predictClasses(model, x, { classes: ['a', 'b'] }))).toMatchSnapshot()
  })
})
