import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../use-backend.ts'
import { batchMatMul } from './batch-mat-mul.ts'
import { expectSameAsCpu, numbers } from './expect-same-as-cpu.ts'

/** A tensor of the same numbers on every backend. */
const filled = (shape: number[], seed: number) => tf.tensor(numbers(tf.util.sizeFromShape(shape), seed), shape)

/** Our own product, whatever its size; `tf.matMul` gives small ones to the cpu backend's kernel. */
const product = (a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean) =>
  tf.engine().runKernel('LargeMatMul', { a, b }, { transposeA, transposeB }) as tf.Tensor

const few = { numRuns: 60 }
const size = fc.integer({ min: 1, max: 13 })
const channels = fc.integer({ min: 1, max: 11 })
const pads = fc.constantFrom<'valid' | 'same' | 'explicit'>('valid', 'same', 'explicit')

describe.each([1, 3])('with threads: %i', (threads) => {
  beforeAll(async () => {
    await useBackend({ prefer: 'cpu' })
    expect((await useBackend({ prefer: 'wasm', threads })).threads).toBe(threads)
  })

  beforeAll(() => {
    tf.registerKernel({ kernelName: 'LargeMatMul', backendName: 'wasm', kernelFunc: batchMatMul })
    tf.registerKernel({ ...tf.getKernel('BatchMatMul', 'cpu'), kernelName: 'LargeMatMul' })
    return () => {
      tf.unregisterKernel('LargeMatMul', 'wasm')
      tf.unregisterKernel('LargeMatMul', 'cpu')
    }
  })

  it('convolves as the cpu backend does, forward and backward', async () => {
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: size,
      width: size,
      inputs: channels,
      outputs: channels,
      filter: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      pad: pads,
    })
    await fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, inputs, outputs, filter, strides, pad }) => {
        fc.pre(pad === 'same' || (height >= filter[0] && width >= filter[1]))
        const explicit = [
          [0, 0],
          [1, 0],
          [2, 1],
          [0, 0],
        ] as never
        await expectSameAsCpu(() => {
          const image = filled([batch, height, width, inputs], 1)
          const kernel = filled([...filter, inputs, outputs], 2)
          const convolve = (x: tf.Tensor, w: tf.Tensor) =>
            tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad === 'explicit' ? explicit : pad)
          const result = convolve(image, kernel)
          return [result, ...tf.grads(convolve)([image, kernel], filled(result.shape, 3))]
        })
      }),
      few,
    )
  })

  it('convolves with dilated filters', async () => {
    await fc.assert(
      fc.asyncProperty(
        size,
        size,
        channels,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (height, width, inputs, down, across) => {
          await expectSameAsCpu(() => [
            tf.conv2d(
              filled([2, height + 4, width + 4, inputs], 1) as tf.Tensor4D,
              filled([3, 3, inputs, 5], 2) as tf.Tensor4D,
              1,
              'same',
              'NHWC',
              [down, across],
            ),
          ])
        },
      ),
      few,
    )
  })

  it('multiplies matrices, transposed or not, in batches or not', async () => {
    const dimension = fc.integer({ min: 1, max: 40 })
    await fc.assert(
      fc.asyncProperty(
        dimension,
        dimension,
        dimension,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('none', 'both', 'first', 'second'),
        async (rows, inner, columns, transposeA, transposeB, batch) => {
          await expectSameAsCpu(() => [
            product(
              filled(
                [
                  ...(batch === 'both' || batch === 'first' ? [3] : []),
                  ...(transposeA ? [inner, rows] : [rows, inner]),
                ],
                1,
              ),
              filled(
                [
                  ...(batch === 'both' ? [3] : batch === 'second' ? [1] : []),
                  ...(transposeB ? [columns, inner] : [inner, columns]),
                ],
                2,
              ),
              transposeA,
              transposeB,
            ),
          ])
        },
      ),
      few,
    )
  })

  it('pools backward', async () => {
    await fc.assert(
      fc.asyncProperty(
        size,
        size,
        channels,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async (height, width, depth, window, stride, same) => {
          fc.pre(same || (height >= window && width >= window))
          await expectSameAsCpu(() => {
            const image = filled([2, height, width, depth], 1)
            const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, window, stride, same ? 'same' : 'valid')
            return [tf.grad(pool)(image, filled(pool(image).shape, 2))]
          })
        },
      ),
      few,
    )
  })
})
