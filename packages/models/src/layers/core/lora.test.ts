import { useBackend } from '@dlw/backend'
import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { input, type LayersModel, layers, model as modelOf, type SymbolicTensor } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { apply } from '../../builders/apply-layer.ts'
import { denseNetwork } from '../../builders/dense-network.ts'
import { loadKeras, loadKerasWeights } from '../../keras/load-keras.ts'
import { toKeras } from '../../keras/write/to-keras.ts'
import { parameterCount } from '../../summary/parameter-count.ts'
import { EinsumDense } from '../attention/einsum-dense.ts'
import { Embedding } from './embedding.ts'
import { enableLora } from './lora.ts'

type Nested = number | Nested[]
interface Case {
  rank: number
  alpha: number | null
  weights: Record<string, Nested>
  trained: string[]
  input: Nested
  output: Nested
  gradients: Nested[]
  files: Record<'keras' | 'h5', string>
}
const { cases } = golden<{ cases: Record<string, Case> }>('keras-lora')
const tensor = (values: Nested) => tf.tensor(values as number[])
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
const close = (received: tf.Tensor, expected: Nested) =>
  tf.test_util.expectArraysClose(received.dataSync() as Float32Array, tensor(expected).dataSync(), 1e-5)

const makers: Record<string, () => layers.Layer> = {
  Dense: () => layers.dense({ units: 4, activation: 'tanh', name: 'adapted' }),
  EinsumDense: () =>
    new EinsumDense({ equation: 'abc,cde->abde', outputShape: [null, 2, 3], biasAxes: 'de', name: 'adapted' }),
  Embedding: () => new Embedding({ inputDim: 7, outputDim: 5, name: 'adapted' }),
}

function build(kind: string, { input: x, rank, alpha }: Case): LayersModel {
  const start = input({ shape: tensor(x).shape.slice(1), dtype: kind === 'Embedding' ? 'int32' : 'float32' })
  const model = modelOf({ inputs: start, outputs: apply(makers[kind]!(), start) as SymbolicTensor })
  enableLora(model.getLayer('adapted'), { rank, ...(alpha !== null && { alpha }) })
  return model
}

const shortName = ({ originalName }: { originalName: string }) => originalName.split('/').at(-1)!

describe.each(Object.entries(cases))('%s with LoRA', (kind, expected) => {
  const x = () => (kind === 'Embedding' ? tf.cast(tensor(expected.input), 'int32') : tensor(expected.input))

  it("has Keras's outputs, gradients and trained weights", () => {
    const model = build(kind, expected)
    const layer = model.getLayer('adapted')
    for (const weight of layer.weights) weight.write(tensor(expected.weights[shortName(weight)]!))
    expect(layer.trainableWeights.map(shortName)).toEqual(expected.trained)
    close(model.predict(x()) as tf.Tensor, expected.output)
    const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable)
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.square(model.apply(x(), { training: true }) as tf.Tensor)) as tf.Scalar,
      variables,
    )
    for (const [index, variable] of variables.entries()) close(grads[variable.name]!, expected.gradients[index]!)
    model.dispose()
  })

  it.each(['keras', 'h5'] as const)("is read from Keras's .%s and written again", async (format) => {
    await expectNoLeaks(async () => {
      const model = await loadKeras(bytesOf(expected.files[format]))
      const again = await loadKeras(await toKeras(model, { format }))
      const y = tf.tidy(() => [model, again].map((one) => (one.predict(x()) as tf.Tensor).dataSync()))
      const config = again.getLayer('adapted').getConfig()
      for (const one of [model, again]) one.dispose()
      const wanted = tf.tidy(() => tensor(expected.output).dataSync())
      for (const values of y) tf.test_util.expectArraysClose(values, wanted, 1e-5)
      expect(config).toMatchObject({ loraRank: expected.rank, loraAlpha: expected.alpha ?? expected.rank })
      expect(again.getLayer('adapted').trainableWeights).toHaveLength(expected.trained.length)
    })
  })

  it('takes weights from a file though it was trained before', async () => {
    const model = build(kind, expected)
    for (const weight of model.weights) weight.write(tf.ones(weight.shape as number[]))
    await loadKerasWeights(model, bytesOf(expected.files.keras))
    close(model.predict(x()) as tf.Tensor, expected.output)
    model.dispose()
  })
})

it('trains the matrices on wasm, and neither kernel nor frozen layers change', async () => {
  await useBackend({ prefer: 'wasm' })
  const model = denseNetwork({ inputs: 4, hidden: [8], outputs: 1 })
  const layer = model.getLayer('dense')
  enableLora(layer, { rank: 2, seed: 3 })
  expect(parameterCount(model)).toEqual({ total: 73, trainable: 41, nonTrainable: 32 })
  model.compile({ optimizer: tf.train.adam(0.03), loss: 'meanSquaredError' })
  const x = tf.randomUniform([64, 4], -1, 1, 'float32', 1)
  const y = tf.sum(x, 1, true)
  const kernel = layer.weights.at(-1)!.read().dataSync()
  const { history } = await model.fit(x, y, { epochs: 30, verbose: 0, shuffle: false })
  expect((history.loss as number[]).at(-1)!).toBeLessThan((history.loss as number[])[0]! / 2)
  expect(layer.weights.at(-1)!.read().dataSync()).toEqual(kernel)
  layer.trainable = false
  layer.trainable = true
  expect(parameterCount(model).trainable).toBe(41)
  model.dispose()
})

it('says what cannot have LoRA', () => {
  const model = denseNetwork({ inputs: [2, 2], hidden: [3], outputs: 1 })
  const dense = model.getLayer('dense')
  for (const run of [
    () => enableLora(model.getLayer('flatten'), { rank: 2 }),
    () => enableLora(dense, { rank: 0 }),
    () => enableLora(dense, { rank: 2, alpha: Number.NaN }),
    () => enableLora(layers.dense({ units: 3, name: 'new' }), { rank: 2 }),
    () => {
      enableLora(dense, { rank: 2 })
      enableLora(dense, { rank: 2 })
    },
  ]) {
    expect(run).toThrowErrorMatchingSnapshot()
  }
})
