import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
import { expectSameAsCpu, numbers } from './expect-same-as-cpu.ts'

/** A tensor of the same numbers on every backend. */
const filled = (shape: number[], seed: number) => tf.tensor(numbers(tf.util.sizeFromShape(shape), seed), shape)

/** A convolution with a 3 × 3 filter, and its gradients. */
function convolution(shape: number[], outputs: number): tf.Tensor[] {
  const inputs = [filled(shape, 1), filled([3, 3, shape[3]!, outputs], 2)]
  const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
  return [convolve(inputs[0]!, inputs[1]!), ...tf.grads(convolve)(inputs)]
}

// Shapes above every threshold of size, with lengths that are no multiple of four.
const cases: Record<string, () => tf.Tensor[]> = {
  relu: () => [tf.relu(filled([7, 101, 53], 1))],
  'the gradient of relu': () => [tf.grad((x) => tf.relu(x))(filled([7, 101, 53], 1), filled([7, 101, 53], 2))],
  'relu of a negative infinity and of no number': () => [
    tf.isNaN(tf.relu(tf.tensor1d([Number.NaN, Number.NEGATIVE_INFINITY, -0, 1, Number.NaN]))),
  ],
  sum: () => [tf.add(filled([7, 101, 53], 1), filled([7, 101, 53], 2))],
  'sum with a bias': () => [tf.add(filled([7, 101, 53], 1), filled([53], 2))],
  'sum with a bias of more axes': () => [tf.add(filled([7, 101, 53], 1), filled([1, 1, 53], 2))],
  'sum with a number': () => [tf.add(filled([7, 101, 53], 1), tf.scalar(0.5))],
  'sum with a matrix': () => [tf.add(filled([7, 101, 53], 1), filled([101, 53], 2))],
  'bias first': () => [tf.add(filled([53], 1), filled([7, 101, 53], 2))],
  product: () => [tf.mul(filled([7, 101, 53], 1), filled([7, 101, 53], 2))],
  'product with a row': () => [tf.mul(filled([7, 101, 53], 1), filled([53], 2))],
  'sum over the first axes': () => [tf.sum(filled([7, 101, 53], 1), [0, 1])],
  'sum over the first axes, kept': () => [tf.sum(filled([7, 101, 53], 1), [0, 1], true)],
  'sum over the last axes': () => [tf.sum(filled([7, 101, 53], 1), [1, 2])],
  'sum over all axes': () => [tf.sum(filled([7, 101, 53], 1))],
  'mean over the first axes': () => [tf.mean(filled([7, 101, 53], 1), [0, 1])],
  'mean over the first axis': () => [tf.mean(filled([7, 101, 53], 1), 0, true)],
  rows: () => [tf.gather(filled([9, 4, 3], 1), tf.tensor1d([8, 0, 0, 3], 'int32'))],
  'rows in two axes': () => [
    tf.gather(
      filled([9, 4], 1),
      tf.tensor2d(
        [
          [8, 0],
          [0, 3],
        ],
        [2, 2],
        'int32',
      ),
    ),
  ],
  columns: () => [tf.gather(filled([9, 4, 3], 1), tf.tensor1d([3, 1], 'int32'), 1)],
  'the gradient of rows': () => [
    tf.grad((x) => tf.gather(x, tf.tensor1d([8, 0, 0, 3], 'int32')))(filled([9, 4], 1), filled([4, 4], 2)),
  ],
  'sums of segments': () => [tf.unsortedSegmentSum(filled([6, 3, 2], 1), tf.tensor1d([2, 0, 2, 2, 4, 0], 'int32'), 5)],
  casts: () => [tf.cast(tf.greater(filled([9, 4], 1), 0), 'float32'), tf.cast(filled([9, 4], 1), 'float32')],
  'convolution of many channels': () => convolution([1, 5, 6, 100], 100),
  'convolution of a wide image': () => convolution([1, 4, 131, 8], 8),
  'convolution of a tall image': () => convolution([2, 131, 4, 8], 8),
  'matrix product as an einsum': () => [tf.einsum('ij,jk->ik', filled([5, 4], 1), filled([4, 3], 2))],
  'attention scores': () => [tf.einsum('aecd,abcd->acbe', filled([2, 5, 3, 4], 1), filled([2, 6, 3, 4], 2))],
  'einsum with a sum on one side': () => [tf.einsum('ijk,jl->li', filled([5, 4, 3], 1), filled([4, 2], 2))],
  'transposition by einsum': () => [tf.einsum('ijk->kij', filled([5, 4, 3], 1))],
  'inner product by einsum': () => [tf.einsum('i,i->', filled([5], 1), filled([5], 2))],
  'outer product by einsum': () => [tf.einsum('i,j->ij', filled([5], 1), filled([4], 2))],
}

describe.each([1, 3])('with threads: %i', (threads) => {
  beforeAll(async () => {
    await useBackend({ prefer: 'cpu' })
    expect((await useBackend({ prefer: 'wasm', threads })).threads).toBe(threads)
  })

  it.each(Object.entries(cases))('%s: as on cpu', async (_, body) => {
    await expectSameAsCpu(body)
  })

  it('refuses a row that is not there', () => {
    const gather = () => tf.gather(tf.zeros([3, 2]), tf.tensor1d([3], 'int32'))
    expect(() => tf.tidy(gather)).toThrow('expected indices from 0 to 2, received 3')
  })
})
