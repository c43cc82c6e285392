import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../loop/compile.ts'
import { fit } from '../loop/fit.ts'
import { adam, adamW } from './adam.ts'
import { sgd } from './sgd.ts'

interface Golden {
  x: number[][]
  values: number[][]
  learningRates: { optimizer: string; start: (number[] | number[][])[]; end: (number[] | number[][])[] }[]
}
const { x, values, learningRates } = golden<Golden>('keras-training')
const optimizers: Record<string, () => tf.Optimizer> = {
  Adam: () => adam({ learningRate: 0.02 }),
  AdamW: () => adamW({ learningRate: 0.02, weightDecay: 0.1 }),
  SGD: () => sgd({ learningRate: 0.02, momentum: 0.9 }),
}
const network = (): LayersModel =>
  sequential({
    layers: [
      layers.dense({ units: 5, inputShape: [4], name: 'early' }),
      layers.dense({ units: 4, name: 'middle' }),
      layers.dense({ units: 1, name: 'head' }),
    ],
  })

beforeAll(async () => {
  tf.registerBackend('like-a-gpu', tf.findBackendFactory('cpu'))
  tf.copyRegisteredKernels('cpu', 'like-a-gpu')
})

describe.each(['cpu', 'like-a-gpu'])('learning rates per layer on %s', (backend) => {
  it.each(learningRates)('are those of Keras with one $optimizer for each', async ({ optimizer, start, end }) => {
    await tf.setBackend(backend)
    const model = network()
    model.setWeights(start.map((value) => tf.tensor(value as number[])))
    const learningRateFactors = { early: 0.1, middle: 0.5, head: 1 }
    compile(model, { loss: 'mse', optimizer: optimizers[optimizer]!(), learningRateFactors })
    await fit(model, { x, y: values }, { epochs: 5, batchSize: 16, shuffle: false, seed: 0 })
    for (const [index, weight] of model.getWeights().entries()) {
      const expected = (end[index] as number[][]).flat()
      for (const [at, value] of weight.dataSync().entries()) expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-5)
    }
    model.dispose()
  })
})

it('a factor holds from its layer on, inside models too: plain descent moves that much less', async () => {
  await tf.setBackend('cpu')
  const moved = async (learningRateFactors?: Record<string, number>): Promise<number[][]> => {
    const ones = (): ReturnType<typeof tf.ones> => tf.ones([1, 1])
    const dense = (name: string) => layers.dense({ units: 1, useBias: false, name, inputShape: [1] })
    const base = sequential({ layers: [dense('first'), dense('second')], name: 'base' })
    const model = sequential({ layers: [base, dense('third'), dense('fourth')] })
    model.setWeights([ones(), ones(), ones(), ones()])
    compile(model, {
      loss: 'mse',
      optimizer: 'sgd',
      learningRate: 0.01,
      ...(learningRateFactors && { learningRateFactors }),
    })
    await fit(model, { x: [[1]], y: [2] }, { epochs: 1, seed: 0 })
    return model.getWeights().map((weight) => [weight.dataSync()[0]! - 1])
  }
  const [whole] = (await moved())[0]!
  expect(whole).toBeCloseTo(0.02, 6)
  const shares = async (factors: Record<string, number>) => (await moved(factors)).map(([step]) => step! / whole!)
  const close = (values: number[]) => values.map((value) => expect.closeTo(value, 4))
  expect(await shares({ base: 0.1, third: 2 })).toEqual(close([0.1, 0.1, 2, 2]))
  expect(await shares({ base: 0.1, second: 0.5, fourth: 1 })).toEqual(close([0.1, 0.5, 0.5, 1]))
  expect(await shares({ third: 0.25 })).toEqual(close([1, 1, 0.25, 0.25]))
})

it.each([
  [
    { nobody: 0.1 },
    RangeError,
    /learningRateFactors to name layers of the model, received nobody\. It has early, middle, head/,
  ],
  [{ early: 0 }, RangeError, /positive learningRateFactors, received early=0\. Freeze a layer/],
  [{ early: Number.NaN }, RangeError, /received early=NaN/],
])('compile refuses factors %j', (learningRateFactors, kind, message) => {
  const model = network()
  const attempt = (): void => compile(model, { loss: 'mse', learningRateFactors })
  expect(attempt).toThrow(kind)
  expect(attempt).toThrow(message)
})

it('compile refuses factors with an optimizer of TensorFlow.js', () => {
  const attempt = (): void =>
    compile(network(), { loss: 'mse', optimizer: tf.train.sgd(0.1), learningRateFactors: { early: 0.1 } })
  expect(attempt).toThrow(/expected an optimizer of @dlw\/train with learningRateFactors/)
})
