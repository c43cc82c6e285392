import * as tf from '@tensorflow/tfjs-core'
import { constraints, model as functional, input, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { compile } from '../../src/compile/compile.ts'
import { adam } from '../../src/optimizers/adam.ts'
import type { LabelledData } from '../../src/rows/labelled-data.ts'

/** What to build. */
export interface NetworkValues {
  kind: 'plain' | 'own loss' | 'constrained' | 'two inputs' | 'sgd' | 'slow' | 'broken'
  units?: number
}

/** Builds the models of the tests, on the page and in the worker. */
export function build({ kind, units = 6 }: NetworkValues): LayersModel {
  if (kind === 'broken') throw Object.assign(new RangeError('no such network'), { name: 'NetworkError' })
  if (kind === 'two inputs') return twoInputs()
  if (kind === 'constrained') return constrained()
  const model = sequential({
    layers: [
      layers.dense({ units, activation: 'relu', inputShape: [3] }),
      layers.batchNormalization(),
      layers.dropout({ rate: 0.2 }),
      layers.dense({ units: 1 }),
    ],
  })
  if (kind === 'own loss') {
    const loss = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.mean(tf.abs(tf.sub(yTrue, yPred)), -1)
    compile(model, { loss, optimizer: adam({ learningRate: 0.02, clipNorm: 1 }) })
  } else compile(model, { loss: 'mse', metrics: ['mae'], optimizer: kind === 'sgd' ? 'sgd' : 'adam' })
  return model
}

function constrained(): LayersModel {
  const kernelConstraint = constraints.maxNorm({ maxValue: 0.3 })
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [3], kernelConstraint })] })
  compile(model, { loss: 'mse' })
  return model
}

function twoInputs(): LayersModel {
  const a = input({ shape: [3], name: 'a' })
  const b = input({ shape: [1], name: 'b' })
  const joined = layers.concatenate().apply([a, b]) as never
  const outputs = ['c', 'd'].map((name) => layers.dense({ units: 1, name }).apply(joined) as never)
  const model = functional({ inputs: [a, b], outputs })
  compile(model, { loss: 'mse' })
  return model
}

/** Rows to train on: `count` of them, as arrays with shapes. */
export function rows(count = 60): { x: { shape: number[]; data: Float32Array }; y: Float32Array } & LabelledData {
  const data = Float32Array.from({ length: count * 3 }, (_, index) => Math.sin(index))
  const y = Float32Array.from({ length: count }, (_, row) => data[row * 3]! - data[row * 3 + 1]! ** 2)
  return { x: { shape: [count, 3], data }, y }
}
