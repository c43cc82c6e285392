import { useBackend } from '@dlw/backend'
import { loadPenguins, oneHot, trainTestSplit } from '@dlw/data'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import {
  model as functional,
  initializers,
  input,
  type LayersModel,
  layers,
  regularizers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { earlyStopping } from '../src/callbacks/early-stopping.ts'
import { compile } from '../src/compile/compile.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { predict } from '../src/evaluate/predict.ts'
import { fit } from '../src/loop/fit.ts'

beforeAll(() => {
  tf.env().set('PROD', true)
})

const table = loadPenguins().drop('island', 'sex').dropMissing()
const { values } = oneHot(table.column('species') as string[])
const { train, test } = trainTestSplit(
  { x: table.drop('species'), y: values },
  { testSize: 0.2, seed: 0, stratify: values },
)

function network(): LayersModel {
  const kernelInitializer = (seed: number) => initializers.glorotUniform({ seed })
  const kernelRegularizer = regularizers.l2({ l2: 0.001 })
  const model = sequential()
  model.add(layers.batchNormalization({ inputShape: [4] }))
  model.add(layers.dense({ units: 10, activation: 'relu', kernelInitializer: kernelInitializer(1), kernelRegularizer }))
  model.add(layers.dropout({ rate: 0.2 }))
  model.add(layers.dense({ units: 3, activation: 'softmax', kernelInitializer: kernelInitializer(2) }))
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy', 'auc'], learningRate: 0.01 })
  return model
}

describe('a training on wasm and on cpu', () => {
  it('has the same digits to 1e-5, and on each the same digits again', async () => {
    const run = async (prefer: 'cpu' | 'wasm'): Promise<Record<string, number[]>> => {
      await useBackend({ prefer })
      const model = network()
      const callbacks = [earlyStopping({ patience: 5, restoreBestWeights: true })]
      const history = await fit(model, train, { epochs: 20, seed: 0, validation: test, callbacks })
      return { ...history.metrics, predictions: (await predict(model, test.x)).flat() }
    }
    const cpu = await run('cpu')
    const wasm = await run('wasm')
    expect(await run('cpu')).toEqual(cpu)
    expect(await run('wasm')).toEqual(wasm)
    expect(Object.keys(wasm)).toEqual(Object.keys(cpu))
    for (const [name, list] of Object.entries(cpu)) {
      for (const [index, value] of list.entries()) {
        expect(Math.abs(wasm[name]![index]! - value), `${name} ${index}`).toBeLessThan(1e-5)
      }
    }
    expect(cpu.val_accuracy!.at(-1)).toBeGreaterThan(0.7)
  })
})

describe('a model with two inputs and two outputs', () => {
  it('trains on lists of data, and logs a loss and metrics for each output', async () => {
    await useBackend({ prefer: 'cpu' })
    const [a, b] = [input({ shape: [2] }), input({ shape: [1] })]
    const both = layers.concatenate().apply([a, b]) as SymbolicTensor
    const kernelInitializer = initializers.glorotUniform({ seed: 5 })
    const outputs = ['sum', 'sign'].map((name) =>
      layers
        .dense({ units: 1, name, kernelInitializer, activation: name === 'sign' ? 'sigmoid' : 'linear' })
        .apply(both),
    ) as SymbolicTensor[]
    const model = functional({ inputs: [a, b], outputs })
    compile(model, { loss: ['mse', 'binaryCrossentropy'], metrics: ['mae'], learningRate: 0.05 })
    const rows = Array.from({ length: 30 }, (_, row) => [Math.sin(row), Math.cos(row * 3), Math.sin(row * 7)])
    const x = [rows.map(([p, q]) => [p!, q!]), rows.map(([, , r]) => [r!])]
    const y = [rows.map(([p, q, r]) => p! + q! + r!), rows.map(([p]) => Number(p! > 0))]
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    await expectNoLeaks(async () => {
      const history = await fit(model, { x, y }, { epochs: 40, seed: 0 })
      expect(Object.keys(history.metrics)).toEqual(['loss', 'sum_loss', 'sum_mae', 'sign_loss', 'sign_mae'])
      const { loss, sum_loss, sum_mae, sign_loss } = await evaluate(model, { x, y })
      expect(loss).toBeLessThan(history.metrics.loss![0]! / 2)
      expect(sum_loss! + sign_loss!).toBeCloseTo(loss!, 5)
      expect(sum_mae).toBeLessThan(0.2)
    })
    await expect(fit(model, { x: x.slice(0, 1), y }, { epochs: 1, seed: 0 })).rejects.toThrow(/list of 2/)
  })
})
