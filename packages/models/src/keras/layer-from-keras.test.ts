import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { registerLayers } from '../layers/register-layers.ts'
import { layerFromKeras } from './layer-from-keras.ts'

type Nested = number | Nested[]
interface Case {
  name: string
  class: string
  config: Record<string, unknown>
  training?: boolean
  trainable?: boolean
  weights: { name: string; values: Nested }[]
  input: Nested
  output: Nested
  upstream: Nested
  inputGradient?: Nested
}
/** Gradients that TensorFlow.js itself lacks (dilation) or gets wrong (the border of average pools). */
const withoutGradient = new Set(['Conv2D dilated', 'AveragePooling2D same'])
const context = { path: 'layer', kerasVersion: '3.15.1' }
const all = golden<Record<string, Case[]>>('keras-layers')
const groups = ['activationLayers', 'dense', 'normalisation', 'convolution', 'pooling', 'sequence']
const cases = groups.flatMap((group) => all[group]!).filter(({ config }) => config.padding !== 'causal')
const tensor = (values: Nested) => tf.tensor(values as number[])
const expectClose = (received: tf.Tensor, expected: Nested) =>
  tf.test_util.expectArraysClose(received.arraySync() as number[], expected as number[], 1e-4)

describe('layerFromKeras gives the outputs and gradients of Keras:', () => {
  registerLayers()
  it.each(cases)('$name, training $training', ({ class: className, config, ...one }) => {
    const layer = layerFromKeras({ class_name: className, config: { name: 'layer', ...config } }, context)
    const x = className === 'Embedding' ? tf.cast(tensor(one.input), 'int32') : tensor(one.input)
    layer.build(x.shape)
    layer.trainable = one.trainable ?? true
    layer.setWeights(one.weights.map(({ values }) => tensor(values)))
    const forward = (value: tf.Tensor) => layer.call(value, { training: one.training ?? false }) as tf.Tensor
    const output = forward(x)
    expectClose(output, one.output)
    expect(layer.computeOutputShape([null, ...x.shape.slice(1)]).slice(1)).toEqual(output.shape.slice(1))
    if (one.inputGradient && !withoutGradient.has(one.name)) {
      const total = (value: tf.Tensor) => tf.sum(tf.mul(forward(value), tensor(one.upstream))) as tf.Scalar
      expectClose(tf.grad(total)(x), one.inputGradient)
    }
  })
})
