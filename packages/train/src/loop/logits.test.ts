import * as tf from '@tensorflow/tfjs-core'
import { model as functional, input, layers, type SymbolicTensor, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { categoricalCrossentropy } from '../losses/crossentropies.ts'
import type { Loss } from '../losses/loss.ts'
import { meanSquaredError } from '../losses/regression-losses.ts'
import { inferenceBatchSize } from './forward.ts'
import { logitRunner } from './logits.ts'

const { dense } = layers
const loss = categoricalCrossentropy()
const of = (...losses: Loss[]) => ({ losses, lossWeights: losses.map(() => 1) })
const softmax = () => dense({ units: 3, activation: 'softmax' })

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('logitRunner', () => {
  it('leaves out the softmax of a last layer while it runs, and no longer', () => {
    const model = sequential({ layers: [dense({ units: 3, activation: 'softmax', inputShape: [2] })] })
    const runner = logitRunner(model, of(loss))
    const x = tf.tensor2d([[1, 2]])
    const logits = runner.run(() => model.apply(x) as tf.Tensor)
    expect(runner.left).toEqual(['softmax'])
    expect(runner.losses[0]).toBe(loss.ofLogits!.loss)
    const probabilities = model.apply(x) as tf.Tensor
    tf.test_util.expectArraysClose(
      tf.softmax(logits).arraySync() as number[][],
      probabilities.arraySync() as number[][],
    )
    expect(() =>
      runner.run(() => {
        throw new Error('broken')
      }),
    ).toThrow('broken')
    expect(tf.sum(model.apply(x) as tf.Tensor).dataSync()[0]).toBeCloseTo(1, 6)
  })

  it('finds the last layer of a model within a model', () => {
    const head = sequential({ layers: [dense({ units: 4, inputShape: [2] }), softmax()] })
    const model = sequential({ layers: [dense({ units: 2, inputShape: [2] }), head] })
    expect(logitRunner(model, of(loss)).left).toEqual(['softmax'])
  })

  it('keeps an activation that other layers use, or that the loss does not take over', () => {
    const x = input({ shape: [2] })
    const classes = softmax().apply(x) as SymbolicTensor
    const sure = dense({ units: 1 }).apply(classes) as SymbolicTensor
    const model = functional({ inputs: x, outputs: [classes, sure] })
    expect(logitRunner(model, of(loss, meanSquaredError)).left).toEqual([undefined, undefined])
    const other = sequential({ layers: [dense({ units: 3, activation: 'sigmoid', inputShape: [2] })] })
    expect(logitRunner(other, of(loss)).left).toEqual([undefined])
  })
})

describe('inferenceBatchSize', () => {
  it('keeps the largest layer under 64 MB, also within a model, and takes at least 32 rows', () => {
    const { conv2d, flatten } = layers
    const wide = () => conv2d({ filters: 16, kernelSize: 1, inputShape: [64, 64, 1] })
    const base = sequential({ layers: [wide(), layers.maxPooling2d({ poolSize: 64 })] })
    expect(inferenceBatchSize(sequential({ layers: [wide(), flatten()] }))).toBe(2 ** 24 / (64 * 64 * 16))
    expect(inferenceBatchSize(sequential({ layers: [base, flatten()] }))).toBe(2 ** 24 / (64 * 64 * 16))
    const huge = conv2d({ filters: 64, kernelSize: 1, inputShape: [160, 160, 1] })
    expect(inferenceBatchSize(sequential({ layers: [huge] }))).toBe(32)
  })

  it('knows layers that are used twice', () => {
    const [a, b] = [input({ shape: [2] }), input({ shape: [2] })]
    const shared = dense({ units: 1024 })
    const both = layers.concatenate().apply([shared.apply(a), shared.apply(b)] as SymbolicTensor[]) as SymbolicTensor
    expect(inferenceBatchSize(functional({ inputs: [a, b], outputs: both }))).toBe(2 ** 24 / 2048)
  })
})
