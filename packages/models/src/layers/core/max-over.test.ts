import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { maxOver, minOver } from './max-over.ts'

it('equal maxima and minima share the gradient', () => {
  // tf.GradientTape in TensorFlow 2.21, of sum(reduce_max(x, axis=1) * [3, 1]) and of reduce_min over all.
  const x = tf.tensor2d([
    [2, 1, 2],
    [0, 0, 0],
  ])
  const rows = tf.grad((y) => tf.sum(tf.mul(maxOver(y, 1), tf.tensor1d([3, 1]))))(x)
  tf.test_util.expectArraysClose(rows.dataSync() as Float32Array, [1.5, 0, 1.5, 1 / 3, 1 / 3, 1 / 3])
  const least = tf.grad((y) => minOver(y))(x)
  tf.test_util.expectArraysClose(least.dataSync() as Float32Array, [0, 0, 0, 1 / 3, 1 / 3, 1 / 3])
})

it('the values are those of TensorFlow.js', async () => {
  await expectNoLeaks(() => {
    tf.tidy(() => {
      const x = tf.tensor3d([3, -1, 4, 1, -5, 9, 2, 6], [2, 2, 2])
      for (const [axis, keepdims] of [
        [undefined, false],
        [0, false],
        [-1, true],
        [[0, 2], false],
        [[1, 2], true],
      ] as const) {
        for (const [ours, theirs] of [
          [maxOver, tf.max],
          [minOver, tf.min],
        ] as const) {
          const [a, b] = [ours(x, axis as number, keepdims), theirs(x, axis as number, keepdims)]
          expect([a.shape, [...a.dataSync()]]).toEqual([b.shape, [...b.dataSync()]])
        }
      }
      expect(maxOver(tf.tensor1d([3, 7], 'int32')).dtype).toBe('int32')
      expect(maxOver(tf.scalar(2)).dataSync()[0]).toBe(2)
    })
  })
})
