import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { beforeAll, expect, it } from 'vitest'

interface Golden {
  activations: {
    input: number[]
    upstream: number[]
    cases: { name: string; output: number[]; inputGradient: number[] }[]
  }
}
const { input, upstream, cases } = golden<Golden>('keras-layers').activations

/** What TensorFlow.js calls activations of Keras. Not hard_sigmoid, which is another function in Keras 3. */
const known: Record<string, string> = {
  elu: 'elu',
  gelu: 'gelu',
  linear: 'linear',
  mish: 'mish',
  relu: 'relu',
  relu6: 'relu6',
  selu: 'selu',
  sigmoid: 'sigmoid',
  silu: 'swish',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
  tanh: 'tanh',
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

it.each(cases.filter(({ name }) => name in known))(
  '$name has the values and slopes of Keras',
  ({ name, ...expected }) => {
    const layer = layers.activation({ activation: known[name] as 'relu' })
    const x = tf.tensor2d([input])
    const forward = (values: tf.Tensor): tf.Tensor => layer.apply(values) as tf.Tensor
    const close = (values: tf.Tensor, wanted: number[]): void => {
      for (const [index, value] of values.dataSync().entries()) {
        // At exactly 0 selu has two slopes, and the two libraries take one each.
        if (name === 'selu' && input[index] === 0) continue
        expect(Math.abs(value - wanted[index]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted[index]!)))
      }
    }
    close(forward(x), expected.output)
    close(tf.grad((values: tf.Tensor) => tf.sum(tf.mul(forward(values), [upstream])))(x), expected.inputGradient)
  },
)
