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

/** What the same convolution gave with each number of threads. */
const digits: Float32Array[][] = []

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

  it('convolves channel by channel, backward', async () => {
    const shapes = fc.record({
      height: size,
      width: size,
      inputs: channels,
      multiplier: fc.integer({ min: 1, max: 3 }),
      filter: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
      stride: fc.integer({ min: 1, max: 2 }),
      pad: fc.constantFrom<'valid' | 'same'>('valid', 'same'),
    })
    await fc.assert(
      fc.asyncProperty(shapes, async ({ height, width, inputs, multiplier, filter, stride, pad }) => {
        fc.pre(pad === 'same' || (height >= filter[0] && width >= filter[1]))
        await expectSameAsCpu(() => {
          const image = filled([2, height, width, inputs], 1)
          const kernel = filled([...filter, inputs, multiplier], 2)
          const convolve = (x: tf.Tensor, w: tf.Tensor) =>
            tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad)
          const result = convolve(image, kernel)
          return tf.grads(convolve)([image, kernel], filled(result.shape, 3))
        })
      }),
      few,
    )
  })

  it('turns an empty batch into empty results and a gradient of zeros', () => {
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
    tf.tidy(() => {
      const image = tf.zeros([0, 5, 5, 2])
      const kernel = filled([3, 3, 2, 4], 1)
      expect(convolve(image, kernel).shape).toEqual([0, 5, 5, 4])
      const [dx, dw] = tf.grads(convolve)([image, kernel], tf.zeros([0, 5, 5, 4])) as [tf.Tensor, tf.Tensor]
      expect(dx.shape).toEqual([0, 5, 5, 2])
      expect([...dw.dataSync()].every((value) => value === 0)).toBe(true)
      expect(tf.matMul(tf.zeros([0, 3]), tf.ones([3, 2])).shape).toEqual([0, 2])
    })
  })

  it('leaves nothing behind after a thousand steps, neither tensors nor memory', () => {
    const image = filled([2, 8, 8, 3], 1)
    const kernel = filled([3, 3, 3, 5], 2)
    const wide = filled([3, 3, 3, 1], 3)
    const step = () =>
      tf.tidy(() => {
        const loss = (x: tf.Tensor, w: tf.Tensor, d: tf.Tensor) => {
          const deep = tf.depthwiseConv2d(x as tf.Tensor4D, d as tf.Tensor4D, 1, 'same')
          const pooled = tf.maxPool(tf.relu(tf.conv2d(deep as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')), 2, 2, 'valid')
          const flat = tf.reshape(pooled, [2, -1])
          return tf.sum(tf.matMul(flat, flat, true, false))
        }
        tf.grads(loss)([image, kernel, wide])
      })
    for (let warmUp = 0; warmUp < 20; warmUp++) step()
    const heap = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm
    const before = { ...tf.memory(), bytesOfHeap: heap.HEAPU8.byteLength }
    for (let call = 0; call < 1000; call++) step()
    expect({ ...tf.memory(), bytesOfHeap: heap.HEAPU8.byteLength }).toEqual(before)
    tf.dispose([image, kernel, wide])
  })

  it('gives the same digits each time', () => {
    const once = () =>
      tf.tidy(() => {
        const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid')
        const inputs = [filled([5, 20, 20, 7], 1), filled([3, 3, 7, 9], 2)]
        return [convolve(inputs[0]!, inputs[1]!), ...tf.grads(convolve)(inputs)].map((tensor) =>
          tensor.dataSync<'float32'>(),
        )
      })
    const first = once()
    for (let run = 0; run < 20; run++) expect(once()).toEqual(first)
    digits.push(first)
    expect(
      digits.every((of) => of.every((values, index) => values.every((value, at) => value === digits[0]![index]![at]))),
    ).toBe(true)
  })
})
