import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'

const strange = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1, -1, 0.5, 255, 256, 3e9]
const x = () => tf.tensor1d(strange)
const image = () => tf.tensor4d([Number.NaN, 1, -2, 3, 4, Number.NEGATIVE_INFINITY, 5, -6, 7], [1, 3, 3, 1])
const counts = () => tf.tensor1d([0, 1, 2, 255, 256, -1], 'int32')

const cases: Record<string, () => tf.Tensor> = {
  'clipping not-a-number': () => tf.clipByValue(x(), -1, 1),
  'clipping whole numbers': () => tf.clipByValue(counts(), 0, 3),
  maximum: () => tf.maximum(x(), 0.5),
  'maximum with not-a-number': () => tf.maximum(x(), Number.NaN),
  minimum: () => tf.minimum(x(), 0.5),
  relu6: () => tf.relu6(x()),
  'a cast of fractions to bool': () => tf.cast(x(), 'bool'),
  'a cast of whole numbers to bool and back': () => tf.cast(tf.cast(counts(), 'bool'), 'int32'),
  'not of what was cast': () => tf.logicalNot(tf.cast(counts(), 'bool')),
  'max pooling over not-a-number': () => tf.maxPool(image() as tf.Tensor4D, 2, 1, 'same'),
  'depthwise convolution in long steps': () =>
    tf.depthwiseConv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 2]), tf.ones<tf.Rank.R4>([2, 2, 2, 1]), 7, 'same'),
}

const on = async (backend: string, run: () => tf.Tensor): Promise<number[]> => {
  await tf.setBackend(backend)
  return tf.tidy(() => [...run().dataSync()])
}

tf.env().set('IS_TEST', true)
beforeAll(() => useBackend({ prefer: 'wasm' }))

describe('wasm gives what cpu gives for', () => {
  it.each(Object.entries(cases))('%s', async (_, run) => {
    expect(await on('wasm', run)).toEqual(await on('cpu', run))
  })

  it.each([
    ['maxPool', () => tf.maxPool(image(), 5, 1, 'valid')],
    ['avgPool', () => tf.avgPool(image(), 5, 1, 'valid')],
  ])('%s, and refuses windows larger than the image', async (_, run) => {
    await tf.setBackend('wasm')
    expect(run).toThrow(/expected windows within the image, received poolSize=\[5\] for shape=\[1,3,3,1\]/)
  })
})
