import '@tensorflow/tfjs-backend-cpu'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Numeric, Table, toTensor } from '../index.ts'

beforeAll(async () => {
  tf.enableProdMode() // tfjs says nothing about faster backends
  await tf.setBackend('cpu')
})

describe('toTensor', () => {
  it.each<[string, Numeric, number[], number[]]>([
    ['a table', Table.fromColumns({ a: [1, 2], b: [3, 4] }), [2, 2], [1, 3, 2, 4]],
    ['rows', [[1, 2, 3]], [1, 3], [1, 2, 3]],
    ['a list', [1, 2.5], [2], [1, 2.5]],
    ['an empty list', [], [0], []],
    ['a typed array', Float64Array.of(1, 2), [2], [1, 2]],
    ['images', { shape: [1, 2, 1, 1], data: Uint8Array.of(7, 255) }, [1, 2, 1, 1], [7, 255]],
    ['a table without rows', Table.fromColumns({ a: [], b: [] }), [0, 2], []],
  ])('makes float32 of %s', (_, x, shape, values) =>
    expectNoLeaks(() => {
      const tensor = toTensor(x)
      expect(tensor.dtype).toBe('float32')
      expect(tensor.shape).toEqual(shape)
      expect([...tensor.dataSync()]).toEqual(values)
      tensor.dispose()
    }),
  )

  it('clones a tensor, so that the caller may dispose of it', () =>
    expectNoLeaks(() => {
      const own = tf.tensor1d([1, 2], 'int32')
      const copy = toTensor(own)
      expect(copy.dtype).toBe('float32')
      copy.dispose()
      expect([...own.dataSync()]).toEqual([1, 2])
      own.dispose()
    }))

  it.each<[string, unknown, string]>([
    ['text', Table.fromColumns({ a: ['x'] }), 'Table.numbers: expected a numeric column'],
    [
      'ragged rows',
      [[1, 2], [3]],
      'toTensor: expected 2 numbers in each row, received 1 in row 1. Make the rows equally long.',
    ],
    [
      'text in a row',
      [[1, 'x']],
      'toTensor: expected numbers, received "x" in row 0, column 1. Encode text with oneHot().',
    ],
    ['text in a list', [1, 'x'], 'toTensor: expected numbers, received "x" at 1.'],
    [
      'a shape that does not fit',
      { shape: [2, 2], data: Uint8Array.of(1) },
      'toTensor: expected 4 values for shape=[2,2], received 1.',
    ],
    [
      'nothing',
      undefined,
      'toTensor: expected a Table, an array of numbers or rows, an NdArray or a Tensor, received x=undefined.',
    ],
  ])('refuses %s', (_, x, message) =>
    expectNoLeaks(() => {
      expect(() => toTensor(x as Numeric)).toThrow(message)
    }),
  )
})
