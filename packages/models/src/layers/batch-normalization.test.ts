import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { input, model } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { type BatchNormalizationOptions, batchNormalization } from './batch-normalization.ts'

type Nested = number | Nested[]
interface Case {
  name: string
  class: string
  config: BatchNormalizationOptions
  training: boolean
  trainable?: boolean
  weights: { name: string; values: Nested }[]
  input: Nested
  output: Nested
  upstream: Nested
  inputGradient: Nested
  weightGradients: { name: string; values: Nested }[]
  movingAfter?: { mean: Nested; variance: Nested }
}
const cases = golden<{ normalisation: Case[] }>('keras-layers').normalisation.filter(
  (one) => one.class === 'BatchNormalization',
)
const tensor = (values: Nested) => tf.tensor(values as number[])
const expectClose = (received: tf.Tensor, expected: Nested) =>
  tf.test_util.expectArraysClose(received.arraySync() as number[], expected as number[], 2e-5)

describe('batchNormalization gives the outputs and gradients of Keras:', () => {
  it.each(cases)('$name, training $training', (one) => {
    const layer = batchNormalization({ ...one.config, trainable: one.trainable ?? true })
    const x = tensor(one.input)
    layer.build(x.shape)
    layer.setWeights(one.weights.map(({ values }) => tensor(values)))
    const forward = (value: tf.Tensor) => layer.call(value, { training: one.training }) as tf.Tensor
    const before = layer.getWeights().map((weight) => weight.arraySync())
    expectClose(forward(x), one.output)
    if (one.movingAfter) {
      expectClose(layer.weights.at(-2)!.read(), one.movingAfter.mean)
      expectClose(layer.weights.at(-1)!.read(), one.movingAfter.variance)
    } else {
      expect(layer.getWeights().map((weight) => weight.arraySync())).toEqual(before)
    }
    const total = (value: tf.Tensor) => tf.sum(tf.mul(forward(value), tensor(one.upstream))) as tf.Scalar
    expectClose(tf.grad(total)(x), one.inputGradient)
    for (const { name, values } of one.weightGradients) {
      const weight = layer.weights.find((candidate) => candidate.originalName.endsWith(name))!
      const { grads } = tf.variableGrads(() => total(x), [weight.read() as tf.Variable])
      expectClose(Object.values(grads)[0]!, values)
    }
  })
})

it.each([{}, { scale: false }, { center: false }])(
  'batchNormalization(%o) trains and leaves no tensors behind',
  async (options) => {
    const inputs = input({ shape: [3] })
    const network = model({ inputs, outputs: batchNormalization(options).apply(inputs) as typeof inputs })
    const optimizer = tf.train.sgd(0.1)
    const x = tf.randomNormal([8, 3], 2, 5, 'float32', 1)
    const step = () =>
      optimizer.minimize(
        () => tf.mean(tf.square(tf.sub(network.apply(x, { training: true }) as tf.Tensor, 1))) as tf.Scalar,
      )
    step()
    await expectNoLeaks(step)
  },
)

it('batchNormalization reads the axis of Keras 2, a list of one', () => {
  const layer = batchNormalization({ axis: [3] as unknown as number })
  expect(layer.getConfig().axis).toBe(3)
})

it('batchNormalization refuses settings and shapes that make no sense', () => {
  expect(() => batchNormalization({ momentum: 1.5 })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: batchNormalization: expected momentum in [0, 1] and epsilon of at least 0, received momentum=1.5, epsilon=0.001. Keras's are 0.99 and 0.001.]`,
  )
  expect(() => batchNormalization().build([null, null])).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: batchNormalization: expected a known number of features, received shape=[,] with axis=-1. Give the input layer a full shape.]`,
  )
})
