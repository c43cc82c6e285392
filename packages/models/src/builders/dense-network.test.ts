import { expectNoLeaks } from '@dlw/testing'
import { expect, it } from 'vitest'
import { parameterCount } from '../summary/parameter-count.ts'
import { denseNetwork } from './dense-network.ts'

const weightsOf = (options: Partial<Parameters<typeof denseNetwork>[0]> = {}) => {
  const model = denseNetwork({ inputs: 100, hidden: [100, 100], outputs: 3, seed: 0, ...options })
  const values = model.getWeights().map((weight) => [...weight.dataSync()])
  model.dispose()
  return values
}

it.each([
  [{ inputs: 4, hidden: [10], outputs: 3 }, 83],
  [{ inputs: 4, hidden: [11], outputs: 3 }, 91],
  [{ inputs: 89, hidden: [100, 50], outputs: 1 }, 14_101],
  [{ inputs: 89, hidden: [10, 5], outputs: 1 }, 961],
  [{ inputs: [64, 64, 3], hidden: [50, 50], outputs: 10 }, 617_510],
  [{ inputs: 9, hidden: [], outputs: 1 }, 10],
])('denseNetwork(%o) has %i parameters', (options, total) => {
  const model = denseNetwork(options)
  expect(parameterCount(model)).toEqual({ total, trainable: total, nonTrainable: 0 })
  model.dispose()
})

it('denseNetwork with batchNormalization standardises its inputs first', () => {
  const model = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, batchNormalization: true })
  expect(parameterCount(model)).toEqual({ total: 14_457, trainable: 14_279, nonTrainable: 178 })
  const basel = denseNetwork({ inputs: 9, hidden: [100, 50], outputs: 1, batchNormalization: true })
  expect(parameterCount(basel).total).toBe(6_137)
})

it('denseNetwork with dropout has a dropout layer after each hidden layer, each with its own seed', () => {
  const model = denseNetwork({ inputs: 163, hidden: [100, 50], outputs: 1, dropout: 0.2 })
  expect(model.layers.map(({ name }) => name)).toEqual([
    'input_layer',
    'dense',
    'dropout',
    'dense_1',
    'dropout_1',
    'dense_2',
  ])
  expect(parameterCount(model).total).toBe(21_501)
  const seeds = model.layers.filter(({ name }) => name.startsWith('dropout')).map((layer) => layer.getConfig().seed)
  expect(new Set(seeds).size).toBe(2)
})

it('denseNetwork starts with Glorot uniform kernels and zero biases, as Keras does', () => {
  const [kernel, bias] = weightsOf()
  const limit = Math.sqrt(6 / 200)
  const mean = kernel!.reduce((sum, value) => sum + value, 0) / kernel!.length
  const variance = kernel!.reduce((sum, value) => sum + value ** 2, 0) / kernel!.length
  expect(Math.max(...kernel!.map(Math.abs))).toBeLessThan(limit)
  expect(Math.max(...kernel!.map(Math.abs))).toBeGreaterThan(0.99 * limit)
  expect(Math.abs(mean)).toBeLessThan(0.01 * limit * Math.sqrt(10))
  expect(variance).toBeCloseTo(limit ** 2 / 3, 3)
  expect(new Set(bias)).toEqual(new Set([0]))
})

it('denseNetwork gives the same weights for the same seed, 0 included, and others for another', () => {
  expect(weightsOf({ seed: 0 })).toEqual(weightsOf({ seed: 0 }))
  expect(weightsOf({ seed: 0 })).not.toEqual(weightsOf({ seed: 1 }))
})

it('denseNetwork gives each layer a stream of its own', () => {
  const [first, , second] = weightsOf()
  expect(first).not.toEqual(second)
})

it('denseNetwork leaves no tensors behind but its weights', async () => {
  await expectNoLeaks(() => denseNetwork({ inputs: 4, hidden: [10], outputs: 3 }).dispose())
})

it.each([
  { inputs: 0 },
  { inputs: Number.NaN },
  { inputs: [64, -1, 3] },
  { hidden: [10, 2.5] },
  { outputs: 0 },
  { seed: 0.5 },
  { dropout: 1 },
])('denseNetwork refuses %o', (wrong) => {
  const build = () => denseNetwork({ inputs: 4, hidden: [10], outputs: 3, ...wrong })
  expect(build).toThrow(RangeError)
  expect(build).toThrowErrorMatchingSnapshot()
})
