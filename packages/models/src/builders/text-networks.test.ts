import { useBackend } from '@dlw/backend'
import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { loadKeras, loadKerasWeights } from '../keras/load-keras.ts'
import { toKeras } from '../keras/write/to-keras.ts'
import { parameterCount } from '../summary/parameter-count.ts'
import { textConvolutionalNetwork } from './text-convolutional-network.ts'
import { transformerClassifier } from './transformer-classifier.ts'

interface Case {
  parameters: number
  input: number[][]
  output: number[][]
  gradients: Record<string, number[][]>
  file: string
}
const { cases } = golden<{ cases: Record<'transformer' | 'convolutional' | 'postNormalised', Case> }>('keras-text')
const sizes = {
  vocabularySize: 9,
  sequenceLength: 6,
  outputs: 3,
  embeddingSize: 8,
  outputActivation: 'softmax',
} as const
const builders = {
  transformer: () => transformerClassifier({ ...sizes, blocks: 2, heads: 2, hidden: 5 }),
  convolutional: () => textConvolutionalNetwork({ ...sizes, kernelSizes: [2, 3], filters: 4 }),
}

describe.each(['transformer', 'convolutional'] as const)('the %s network for text', (kind) => {
  const expected = cases[kind]
  const tokens = () => tf.tensor2d(expected.input, undefined, 'int32')
  const predicted = (model: LayersModel) => tf.tidy(() => (model.predict(tokens()) as tf.Tensor).dataSync())

  it.each(['cpu', 'wasm'] as const)("has Keras's layers, outputs and gradients on %s", async (prefer) => {
    await useBackend({ prefer })
    const model = builders[kind]()
    expect(parameterCount(model).total).toBe(expected.parameters)
    await loadKerasWeights(model, Uint8Array.from(Buffer.from(expected.file, 'base64')))
    tf.test_util.expectArraysClose(predicted(model), expected.output.flat(), 1e-5)
    const wanted = Object.entries(expected.gradients)
    const weights = wanted.map(([path]) => model.weights.find(({ originalName }) => originalName === path)!)
    const variables = weights.map((weight) => weight.read() as tf.Variable)
    const { grads } = tf.variableGrads(() => tf.sum(tf.square(model.apply(tokens()) as tf.Tensor)), variables)
    for (const [index, [, gradient]] of wanted.entries()) {
      const received = grads[variables[index]!.name]!.dataSync()
      tf.test_util.expectArraysClose(received as Float32Array, tf.tensor(gradient).dataSync(), 1e-5)
    }
    model.dispose()
  })

  it('is written for Keras and read again, and leaves nothing behind', async () => {
    await expectNoLeaks(async () => {
      const model = builders[kind]()
      const again = await loadKeras(await toKeras(model))
      const [before, after] = [predicted(model), predicted(again)]
      for (const one of [model, again]) one.dispose()
      expect(after).toEqual(before)
    })
  })

  it('starts from weights by its seed, different in each layer', () => {
    const model = builders[kind]()
    const values = (one: LayersModel) => one.getWeights().map((weight) => [...weight.dataSync()])
    expect(values(builders[kind]())).toEqual(values(model))
    const drawn = values(model).filter((weight) => weight.some((value) => value !== 0 && value !== 1))
    expect(new Set(drawn.map(([first]) => first)).size).toBe(drawn.length)
  })

  it('learns on wasm which texts hold a word', async () => {
    await useBackend({ prefer: 'wasm' })
    const model = builders[kind]()
    const x = Array.from({ length: 256 }, (_, row) =>
      Array.from({ length: 6 }, (_, at) => (at < 2 + (row % 5) ? 1 + ((row * 7 + at * at * 5 + row * at * 3) % 8) : 0)),
    )
    const y = x.map((row) => (row.includes(5) ? [1, 0, 0] : [0, 1, 0]))
    model.compile({ optimizer: tf.train.adam(0.02), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
    const inputs = tf.tensor2d(x, undefined, 'int32')
    const { history } = await model.fit(inputs, tf.tensor2d(y), { epochs: 12, verbose: 0, shuffle: false })
    expect(history.acc!.at(-1)).toBeGreaterThan(0.9)
    model.dispose()
  })
})

it("a transformer that normalises after its blocks has Keras's outputs: attention takes masks off", async () => {
  const { file, input, output } = cases.postNormalised
  const model = await loadKeras(Uint8Array.from(Buffer.from(file, 'base64')))
  const tokens = tf.tensor2d(input, undefined, 'int32')
  tf.test_util.expectArraysClose((model.predict(tokens) as tf.Tensor).dataSync() as Float32Array, output.flat(), 1e-5)
  model.dispose()
})

it.each([
  () => transformerClassifier({ ...sizes, heads: 3 }),
  () => transformerClassifier({ ...sizes, vocabularySize: 1 }),
  () => transformerClassifier({ ...sizes, dropout: 1 }),
  () => textConvolutionalNetwork({ ...sizes, kernelSizes: [7] }),
  () => textConvolutionalNetwork({ ...sizes, kernelSizes: [] }),
  () => textConvolutionalNetwork({ ...sizes, filters: Number.NaN }),
])('networks for text say which size is wrong (%#)', (build) => {
  expect(build).toThrowErrorMatchingSnapshot()
})
