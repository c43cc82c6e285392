import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import {
  constraints,
  model as functional,
  initializers,
  input,
  type LayersModel,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { learningRateSchedule } from '../src/callbacks/learning-rate-schedule.ts'
import { terminateOnNaN } from '../src/callbacks/terminate-on-nan.ts'
import { compile } from '../src/loop/compile.ts'
import { evaluate } from '../src/loop/evaluate.ts'
import { fit } from '../src/loop/fit.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = [[0], [1], [2], [3]]
const y = [1, 3, 5, 7]
const build = (options = {}): LayersModel => {
  const kernelInitializer = initializers.constant({ value: 0.5 })
  return sequential({ layers: [layers.dense({ units: 1, inputShape: [1], kernelInitializer, ...options })] })
}

describe('a model compiled by model.compile', () => {
  it.each([
    ['sgd', () => tf.train.sgd(0.1)],
    ['adam', () => tf.train.adam(0.1)],
    ['rmsprop', () => tf.train.rmsprop(0.1)],
  ])('trains by fit with the %s of TensorFlow.js, whose learning rate callbacks set', async (_, optimizer) => {
    const model = build()
    model.compile({ optimizer: optimizer(), loss: 'meanSquaredError', metrics: ['mse'] })
    const callbacks = [learningRateSchedule((epoch, rate) => (epoch < 20 ? rate : 0))]
    const { metrics } = await fit(model, { x, y }, { epochs: 22, seed: 0, callbacks })
    expect(Object.keys(metrics)).toEqual(['loss', 'mse', 'learning_rate'])
    expect(metrics.loss![19]).toBeLessThan(metrics.loss![0]!)
    expect(metrics.learning_rate!.at(-1)).toBe(0)
    expect(metrics.loss![21]).toBeCloseTo(metrics.loss![20]!, 4)
  })

  it('refuses losses that only TensorFlow.js knows by another name', async () => {
    const model = build()
    model.compile({ optimizer: 'sgd', loss: 'kullbackLeiblerDivergence' })
    await expect(evaluate(model, { x, y })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[RangeError: evaluate: expected a known loss or metric, received kullbackLeiblerDivergence. Compile the model with compile.]`,
    )
  })
})

it('several outputs that compile has seen train by plain model.fit, too, with the weighted loss', async () => {
  const inputs = input({ shape: [1] })
  const dense = (units: number, name: string) =>
    layers.dense({ units, name, kernelInitializer: 'ones' }).apply(inputs) as SymbolicTensor
  const model = functional({ inputs, outputs: [dense(1, 'a'), dense(2, 'b'), dense(1, 'spare')] })
  const options = { lossWeights: [0.5, 2, 1], metrics: { a: ['mae'] as const, b: 'mse' as const }, learningRate: 1e-9 }
  compile(model, { loss: ['mse', 'mae', null], ...options })
  const data = [tf.tensor2d(x), [tf.ones([4, 1]), tf.ones([4, 2]), tf.ones([4, 1])]] as const
  const { history } = await model.fit(data[0], [...data[1]], { epochs: 1, verbose: 0, yieldEvery: 'never' })
  const measured = await evaluate(model, { x, y: [...data[1]] })
  expect(Object.keys(measured)).toEqual(['loss', 'a_loss', 'a_mae', 'b_loss', 'b_mse'])
  expect(measured.loss).toBeCloseTo(0.5 * measured.a_loss! + 2 * measured.b_loss!, 6)
  expect(history.loss![0] as number).toBeCloseTo(measured.loss!, 4)
})

describe('compile', () => {
  it('disposes an optimizer of its own when the model is compiled again, and leaves yours alone', async () => {
    const model = build()
    const mine = tf.train.adam(0.1)
    compile(model, { loss: 'mse', optimizer: mine })
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    await expectNoLeaks(async () => {
      compile(model, { loss: 'mse' })
      await fit(model, { x, y }, { epochs: 1, seed: 0 })
      compile(model, { loss: 'mae', optimizer: mine })
    })
    expect((await mine.getWeights()).length).toBe(5)
  })

  it('takes losses and metrics of your own, logged under their names', async () => {
    const model = build()
    const cubic = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.mean(tf.pow(tf.abs(tf.sub(yTrue, yPred)), 3))
    const worst = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.max(tf.abs(tf.sub(yTrue, yPred)))
    compile(model, { loss: cubic, metrics: [worst], learningRate: 0.1 })
    const { metrics } = await fit(model, { x, y }, { epochs: 30, batchSize: 3, seed: 0 })
    expect(Object.keys(metrics)).toEqual(['loss', 'worst'])
    expect(metrics.worst!.at(-1)).toBeLessThan(metrics.worst![0]!)
  })
})

describe('fit', () => {
  it('keeps weights within their constraints, which TensorFlow.js forgets', async () => {
    const model = build({ kernelConstraint: constraints.maxNorm({ maxValue: 0.6, axis: 0 }) })
    compile(model, { loss: 'mse', learningRate: 0.5 })
    await expectNoLeaks(() => fit(model, { x, y }, { epochs: 5, seed: 0 }))
    expect(model.getWeights()[0]!.dataSync()[0]).toBeCloseTo(0.6, 5)
  })

  it('goes on with a loss that is no number unless terminateOnNaN ends it', async () => {
    const run = (callbacks: ReturnType<typeof terminateOnNaN>[]) => {
      const model = build()
      compile(model, { loss: 'mse', optimizer: 'sgd', learningRate: 1e30 })
      return fit(model, { x, y }, { epochs: 9, seed: 0, callbacks })
    }
    expect((await run([])).epochs).toHaveLength(9)
    const ended = await run([terminateOnNaN()])
    expect(ended.epochs.length).toBeLessThan(5)
    expect(Number.isFinite(ended.metrics.loss!.at(-1)!)).toBe(false)
  })
})
