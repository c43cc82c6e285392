import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { noiseOf } from '../../../test/noise-of.ts'
import { compile } from '../../compile/compile.ts'
import { fit } from '../fit.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const kernel = (seed: number) => initializers.glorotUniform({ seed })
const recurrent = { units: 3, kernelInitializer: kernel(1), recurrentInitializer: 'zeros' as const }
const dropout = { dropout: 0.4, recurrentDropout: 0.3 }
const first = { inputShape: [4, 2] }

const parts: Record<string, () => layers.Layer[]> = {
  'dropout in an LSTM': () => [layers.lstm({ ...recurrent, ...dropout, ...first } as never)],
  'dropout in a GRU': () => [layers.gru({ ...recurrent, ...dropout, ...first } as never)],
  'dropout in a SimpleRNN': () => [layers.simpleRNN({ ...recurrent, ...dropout, ...first } as never)],
  'dropout in a bidirectional LSTM': () => [
    layers.bidirectional({
      layer: layers.lstm({ ...recurrent, ...dropout } as never) as never,
      mergeMode: 'concat',
      ...first,
    }),
  ],
  GaussianNoise: () => [layers.gaussianNoise({ stddev: 0.5, ...first }), layers.flatten()],
  GaussianDropout: () => [layers.gaussianDropout({ rate: 0.5, ...first }), layers.flatten()],
  AlphaDropout: () => [layers.alphaDropout({ rate: 0.5, ...first }), layers.flatten()],
  'dropout of each step': () => [
    layers.timeDistributed({ layer: layers.dropout({ rate: 0.5 }), ...first }),
    layers.flatten(),
  ],
  Dropout: () => [layers.dropout({ rate: 0.5, ...first }), layers.flatten()],
}
const x = { shape: [20, 4, 2], data: Float32Array.from({ length: 160 }, (_, index) => Math.sin(index)) }
const y = Array.from({ length: 20 }, (_, row) => Math.cos(row))

function network(name: string): LayersModel {
  const model = sequential({ layers: parts[name]!() })
  model.add(layers.dense({ units: 1, kernelInitializer: kernel(2) }))
  compile(model, { loss: 'mse', learningRate: 0.01 })
  return model
}
const losses = async (name: string, seed: number, options = {}): Promise<number[]> =>
  (await fit(network(name), { x, y }, { epochs: 3, batchSize: 7, seed, ...options })).metrics.loss!

describe.each(Object.keys(parts))('a training with %s', (name) => {
  it('has the same digits for the same seed, and others for another', async () => {
    const digits = await losses(name, 1)
    expect(await losses(name, 1)).toEqual(digits)
    expect(await losses(name, 2)).not.toEqual(digits)
  })

  it('goes on in another process with the digits of an unbroken one', async () => {
    const unbroken = await losses(name, 1)
    const model = network(name)
    await fit(model, { x, y }, { epochs: 1, batchSize: 7, seed: 1 })
    const rest = await fit(model, { x, y }, { epochs: 3, initialEpoch: 1, batchSize: 7, seed: 1 })
    expect(rest.metrics.loss).toEqual(unbroken.slice(1))
  })

  it('leaves the layers as they were, and no tensor', async () => {
    const model = network(name)
    await fit(model, { x, y }, { epochs: 1, seed: 1 })
    await expectNoLeaks(() => fit(model, { x, y }, { epochs: 1, seed: 1 }))
    expect(model.layers.some((layer) => Object.hasOwn(layer, 'call'))).toBe(false)
  })
})

describe('noise', () => {
  const ones = () => tf.ones([200, 50])

  it('keeps mean and variance of standard numbers in alpha dropout, as Keras does', () => {
    const x = tf.randomNormal([400, 100], 0, 1, 'float32', 5)
    const { mean, variance } = tf.moments(noiseOf(layers.alphaDropout({ rate: 0.3 }), x))
    expect(mean.dataSync()[0]).toBeCloseTo(0, 1)
    expect(variance.dataSync()[0]).toBeCloseTo(1, 1)
  })

  it('has the spread that is asked for', () => {
    const noise = tf.moments(noiseOf(layers.gaussianNoise({ stddev: 0.5 }), ones()))
    expect(noise.mean.dataSync()[0]).toBeCloseTo(1, 1)
    expect(noise.variance.dataSync()[0]).toBeCloseTo(0.25, 1)
    const factor = tf.moments(noiseOf(layers.gaussianDropout({ rate: 0.2 }), ones()))
    expect(factor.variance.dataSync()[0]).toBeCloseTo(0.25, 1)
  })
})
