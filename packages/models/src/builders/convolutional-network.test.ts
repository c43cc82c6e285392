import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { parameterCount } from '../summary/parameter-count.ts'
import { summary } from '../summary/summary.ts'
import { type ConvolutionalNetworkOptions, convolutionalNetwork } from './convolutional-network.ts'

const { summaries } = golden<{ summaries: { name: string; text: string }[] }>('keras-summaries')
const keras = (name: string) => summaries.find((entry) => entry.name === name)!.text

/** The lesson's networks: so many blocks of 50 kernels, a hidden layer of 50, ten classes. */
const lesson = (count: number, block: object = {}, rest: Partial<ConvolutionalNetworkOptions> = {}) =>
  convolutionalNetwork({
    inputs: [64, 64, 3],
    blocks: Array.from({ length: count }, () => ({ filters: 50, ...block })),
    hidden: [50],
    outputs: 10,
    name: 'dollar_street_model',
    ...rest,
  })

it('convolutionalNetwork prints the summaries of the lesson', () => {
  const small = lesson(2, { pool: 1 }, { hidden: [], name: 'dollar_street_model_small' })
  expect(summary(small)).toBe(keras('imagesConvolutionsOnly'))
  expect(summary(lesson(2))).toBe(keras('imagesTwoBlocks'))
  expect(summary(lesson(3))).toBe(keras('imagesThreeBlocks'))
  const dropout = lesson(3, { dropout: 0.8 }, { name: 'dropout_model' })
  expect(summary(dropout)).toBe(keras('imagesDropout'))
  expect(summary(dropout, { lineLength: 76 })).toBe(keras('imagesDropout80Columns'))
})

const lastUnpooled = [{ filters: 50 }, { filters: 50 }, { filters: 50, pool: 1 }]
it.each([
  ['two convolutions without pooling', lesson(2, { pool: 1 }, { hidden: [] }), 1_823_960],
  ['two blocks', lesson(2), 514_510],
  ['three blocks', lesson(3), 137_060],
  ['three blocks, the last without pooling', lesson(3, {}, { blocks: lastUnpooled }), 407_060],
  ['one block', lesson(1), 2_404_460],
  ['kernels of 4 pixels', lesson(3, { kernelSize: 4 }), 145_610],
  ['batch normalization', lesson(3, { batchNormalization: true }), 137_060 + 3 * 200],
])('convolutionalNetwork with %s has the parameters of the lesson', (_, model, total) => {
  expect(parameterCount(model).total).toBe(total)
})

it('convolutionalNetwork answers the exercises on parameters', () => {
  const layer = (model: ReturnType<typeof lesson>, name: string) => parameterCount(model.getLayer(name)).total
  const flat = convolutionalNetwork({ inputs: [64, 64, 3], blocks: [], hidden: [100], outputs: 10 })
  expect(layer(flat, 'dense')).toBe(1_228_900)
  const kernels = convolutionalNetwork({ inputs: [32, 32, 3], blocks: [{ filters: 100 }], outputs: 10 })
  expect(layer(kernels, 'conv2d') - 100).toBe(2_700)
})

it('convolutionalNetwork gives the same weights for the same seed, and each layer its own', () => {
  const kernels = (seed: number) =>
    lesson(3, {}, { seed })
      .getWeights()
      .filter(({ rank }) => rank === 4)
  const [first, second, third] = [kernels(0), kernels(0), kernels(1)].map((all) =>
    all.map((kernel) => [...kernel.dataSync()]),
  )
  expect(first).toEqual(second)
  expect(first).not.toEqual(third)
  expect(first![1]).not.toEqual(first![2])
})

it('convolutionalNetwork leaves no tensors behind', async () => {
  const small = { inputs: [8, 8, 1] as const, blocks: [{ filters: 2, batchNormalization: true }], outputs: 2 }
  await expectNoLeaks(() => {
    const model = convolutionalNetwork(small)
    tf.tidy(() => {
      expect((model.predict(tf.ones([3, 8, 8, 1])) as tf.Tensor).shape).toEqual([3, 2])
    })
    model.dispose()
  })
})

it.each([
  { inputs: [64, 64, 0] },
  { outputs: 1.5 },
  { hidden: [0] },
  { blocks: [{ filters: Number.NaN }] },
  { blocks: [{ filters: 1, kernelSize: 0 }] },
  { blocks: [{ filters: 1, pool: 0 }] },
  { blocks: [{ filters: 1, dropout: 1 }] },
  { blocks: Array.from({ length: 6 }, () => ({ filters: 1 })) },
])('convolutionalNetwork refuses %o', (wrong) => {
  const build = () => lesson(1, {}, wrong as unknown as Partial<ConvolutionalNetworkOptions>)
  expect(build).toThrow(RangeError)
  expect(build).toThrowErrorMatchingSnapshot()
})
