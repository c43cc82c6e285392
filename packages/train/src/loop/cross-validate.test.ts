import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import {
  model as functional,
  input,
  type LayersModel,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Callback } from './callback.ts'
import { compile } from './compile.ts'
import { crossValidate } from './cross-validate.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const left = Array.from({ length: 12 }, (_, row) => [Math.sin(row), row / 12])
const right = left.map(([a]) => [Math.cos(a! * 3)])
const price = left.map(([a, b]) => [a! + b!])
const kind = left.map((_, row) => row % 3)

/** Two inputs, two outputs, and weights that are left to chance. */
function build(): LayersModel {
  const [a, b] = [input({ shape: [2], name: 'left' }), input({ shape: [1], name: 'right' })]
  const x = layers.concatenate().apply([a!, b!]) as SymbolicTensor
  const dense = (units: number, name: string, activation: 'linear' | 'softmax') =>
    layers.dense({ units, name, activation }).apply(x) as SymbolicTensor
  const model = functional({ inputs: [a!, b!], outputs: [dense(1, 'price', 'linear'), dense(3, 'kind', 'softmax')] })
  compile(model, { loss: ['mse', 'sparseCategoricalCrossentropy'], metrics: { kind: 'accuracy' }, optimizer: 'sgd' })
  return model
}
const options = { folds: 3, epochs: 2, seed: 4 }
const byPosition = { x: [left, right], y: [price, kind] }

describe('crossValidate', () => {
  it('takes several inputs and outputs by position and by name, with the same digits', async () => {
    const result = await crossValidate(build, byPosition, options)
    expect(Object.keys(result.mean)).toEqual(['loss', 'price_loss', 'kind_loss', 'kind_accuracy'])
    const byName = { x: { left, right }, y: { kind, price } }
    expect(await crossValidate(build, byName, options)).toEqual(result)
  })

  it('begins with the same weights for the same seed, whatever was drawn before, and others in each fold', async () => {
    const first = await crossValidate(build, byPosition, options)
    Math.random()
    expect(await crossValidate(build, byPosition, options)).toEqual(first)
    expect((await crossValidate(build, byPosition, { ...options, seed: 5 })).mean).not.toEqual(first.mean)
    const weights: number[] = []
    const keep = (fold: number) => {
      const model = build()
      weights[fold] = model.getWeights()[0]!.dataSync()[0]!
      return model
    }
    await crossValidate(keep, byPosition, options)
    expect(new Set(weights).size).toBe(3)
  })

  it('takes weights, for all outputs or one of them, and cuts them with the rows', async () => {
    const ones = left.map(() => 1)
    const plain = await crossValidate(build, byPosition, options)
    expect(await crossValidate(build, byPosition, { ...options, sampleWeight: ones })).toEqual(plain)
    expect(await crossValidate(build, { ...byPosition, sampleWeight: [ones, ones] }, options)).toEqual(plain)
    const onlyKind = await crossValidate(build, byPosition, {
      ...options,
      sampleWeight: { price: left.map(() => 0), kind: ones },
    })
    expect(onlyKind.mean.price_loss).toBe(0)
    expect(onlyKind.mean.kind_loss).toBeGreaterThan(0)
  })

  it('takes weights of classes and what else fit takes', async () => {
    const classifier = () => {
      const model = sequential({ layers: [layers.dense({ units: 3, inputShape: [2], activation: 'softmax' })] })
      compile(model, { loss: 'sparseCategoricalCrossentropy', optimizer: 'sgd' })
      return model
    }
    const folds: number[] = []
    const callbacks = (fold: number): Callback[] => [{ onTrainBegin: () => void folds.push(fold) }]
    const data = { x: left, y: kind }
    const plain = await crossValidate(classifier, data, options)
    const weighted = await crossValidate(classifier, data, { ...options, classWeight: { 0: 5 }, callbacks })
    expect(weighted.histories[0]!.metrics.loss).not.toEqual(plain.histories[0]!.metrics.loss)
    expect(folds).toEqual([0, 1, 2])
  })

  it('leaves nothing behind, also where it fails', async () => {
    await crossValidate(build, byPosition, options)
    await expectNoLeaks(() => crossValidate(build, byPosition, options))
    await expectNoLeaks(() =>
      expect(crossValidate(build, { x: [left, right], y: [price.slice(1), kind] }, options)).rejects.toThrow(
        /^crossValidate: expected x and y of the same length, received 12 rows of x and 11 of another/,
      ),
    )
    await expectNoLeaks(() =>
      expect(crossValidate(build, { x: { left, wrong: right }, y: [price, kind] }, options)).rejects.toThrow(
        /expected x with the names left, right, .* received left, wrong/,
      ),
    )
    const stream = { rows: 12, batchSize: 4, async *epoch() {} }
    await expect(crossValidate(build, stream as never, options)).rejects.toThrow(/received a stream/)
  })
})
