import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
import { expectSameAsCpu, numbers } from './expect-same-as-cpu.ts'

describe('slices and splits on wasm', () => {
  beforeAll(async () => {
    await useBackend({ prefer: 'cpu' })
    await useBackend({ prefer: 'wasm' })
  })

  it('are those of the cpu backend, with and without holes, on every axis', async () => {
    const side = fc.integer({ min: 1, max: 6 })
    await fc.assert(
      fc.asyncProperty(side, side, side, fc.integer({ min: 0, max: 2 }), fc.nat(5), async (a, b, c, axis, at) => {
        const shape: [number, number, number] = [a, b, c]
        const cut = at % shape[axis]!
        await expectSameAsCpu(() => {
          const x = tf.tensor3d(numbers(a * b * c, at), shape)
          const begin = [0, 0, 0].map((zero, index) => (index === axis ? cut : zero))
          const parts = cut > 0 ? tf.split(x, [cut, shape[axis]! - cut], axis) : tf.split(x, [shape[axis]!], axis)
          return [tf.slice(x, begin, [-1, -1, -1]), ...parts]
        }, 0)
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  it('keep whole numbers and booleans, and refuse what does not fit', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32')
    const [first, rest] = tf.split(x, [1, -1]) as [tf.Tensor, tf.Tensor]
    expect([first.dtype, ...first.dataSync()]).toEqual(['int32', 1, 2])
    expect([...rest.dataSync()]).toEqual([3, 4, 5, 6])
    expect([...tf.slice(tf.tensor1d([true, false, true], 'bool'), 1).dataSync()]).toEqual([0, 1])
    expect(() => tf.slice(x, [2, 0], [5, 2])).toThrow()
    expect(() => tf.split(x, [1, 1])).toThrow()
    tf.dispose([x, first, rest])
  })

  it('leave nothing behind', async () => {
    await expectNoLeaks(() => {
      for (let run = 0; run < 200; run += 1) tf.dispose(tf.tidy(() => tf.split(tf.zeros([8, 3]), [3, 5])))
    })
  })
})
