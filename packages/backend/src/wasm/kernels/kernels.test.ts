import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
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

/** What each of our kernels that compute is given when a batch is empty. */
const images = () => tf.zeros<tf.Rank.R4>([0, 5, 5, 2])
const filter = () => filled([3, 3, 2, 4], 1) as tf.Tensor4D
const run = (name: string, inputs: tf.NamedTensorMap, attrs: object) =>
  tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor
const same = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: undefined }
const empty: Record<string, () => tf.Tensor> = {
  BatchMatMul: () => tf.matMul(tf.zeros([0, 3]), tf.ones([3, 2])),
  Conv2D: () => tf.conv2d(images(), filter(), 1, 'same'),
  Conv2DBackpropFilter: () =>
    run('Conv2DBackpropFilter', { x: images(), dy: tf.zeros([0, 5, 5, 4]) }, { ...same, filterShape: [3, 3, 2, 4] }),
  Conv2DBackpropInput: () =>
    run('Conv2DBackpropInput', { dy: tf.zeros([0, 5, 5, 4]), filter: filter() }, { ...same, inputShape: [0, 5, 5, 2] }),
  DepthwiseConv2dNativeBackpropFilter: () =>
    run(
      'DepthwiseConv2dNativeBackpropFilter',
      { x: images(), dy: tf.zeros([0, 5, 5, 8]) },
      { ...same, filterShape: [3, 3, 2, 4] },
    ),
  DepthwiseConv2dNativeBackpropInput: () =>
    run(
      'DepthwiseConv2dNativeBackpropInput',
      { dy: tf.zeros([0, 5, 5, 8]), filter: filter() },
      { ...same, inputShape: [0, 5, 5, 2] },
    ),
  Einsum: () => tf.einsum('ij,jk->ik', tf.zeros([0, 3]), tf.ones([3, 2])),
  FusedConv2D: () => tf.fused.conv2d({ x: images(), filter: filter(), strides: 1, pad: 'same' }),
  MaxPoolGrad: () =>
    run(
      'MaxPoolGrad',
      { dy: tf.zeros([0, 2, 2, 2]), input: images(), output: tf.zeros([0, 2, 2, 2]) },
      { ...same, filterSize: [2, 2], strides: [2, 2], pad: 'valid' },
    ),
  Relu: () => tf.relu(images()),
  UnsortedSegmentSum: () => tf.unsortedSegmentSum(tf.zeros([0, 3]), tf.tensor1d([], 'int32'), 2),
  _FusedMatMul: () => tf.fused.matMul({ a: tf.zeros([0, 3]), b: tf.ones([3, 2]) }),
}

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

  it('convolves with 3 × 3 filters of many channels, forward and backward', async () => {
    const shapes = fc.record({
      batch: fc.integer({ min: 1, max: 3 }),
      height: fc.integer({ min: 1, max: 21 }),
      width: fc.integer({ min: 1, max: 21 }),
      inputs: fc.integer({ min: 7, max: 21 }),
      outputs: fc.integer({ min: 7, max: 21 }),
      pad: pads,
    })
    await fc.assert(
      fc.asyncProperty(shapes, async ({ batch, height, width, inputs, outputs, pad }) => {
        fc.pre(pad === 'same' || (height >= 3 && width >= 3))
        const explicit = [
          [0, 0],
          [2, 0],
          [1, 3],
          [0, 0],
        ] as never
        await expectSameAsCpu(() => {
          const image = filled([batch, height, width, inputs], 1)
          const kernel = filled([3, 3, inputs, outputs], 2)
          const convolve = (x: tf.Tensor, w: tf.Tensor) =>
            tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad === 'explicit' ? explicit : pad)
          const result = convolve(image, kernel)
          return [result, ...tf.grads(convolve)([image, kernel], filled(result.shape, 3))]
        })
      }),
      { numRuns: 25 },
    )
  })

  it.each([undefined, 'linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const)(
    'adds a bias and applies %s to products and convolutions as the cpu backend does',
    async (activation) => {
      for (const [rows, channels] of [
        [3, 5],
        [40, 70],
      ] as const) {
        await expectSameAsCpu(() => {
          const bias = filled([channels], 4)
          const then = {
            ...(activation && { activation }),
            ...(activation === 'prelu' && { preluActivationWeights: filled([channels], 5) }),
            leakyreluAlpha: 0.3,
          }
          const x = filled([2, rows, 6, 4], 1) as tf.Tensor4D
          const kernel = filled([3, 3, 4, channels], 2) as tf.Tensor4D
          const [a, b] = [filled([rows, 90], 6), filled([90, channels], 7)] as [tf.Tensor2D, tf.Tensor2D]
          return [
            tf.fused.conv2d({ x, filter: kernel, strides: 1, pad: 'same', bias, ...then }),
            tf.fused.conv2d({ x, filter: kernel, strides: 2, pad: 'same', ...then }),
            tf.fused.matMul({ a, b, bias, ...then }),
          ]
        })
      }
    },
  )

  it('predicts with the digits of a step of training', async () => {
    const x = filled([4, 20, 20, 8], 1) as tf.Tensor4D
    const kernel = filled([3, 3, 8, 16], 2) as tf.Tensor4D
    const bias = filled([16], 3) as tf.Tensor1D
    const plain = tf.tidy(() => tf.relu(tf.add(tf.conv2d(x, kernel, 1, 'same'), bias)))
    const together = tf.fused.conv2d({ x, filter: kernel, strides: 1, pad: 'same', bias, activation: 'relu' })
    expect(together.dataSync()).toEqual(plain.dataSync())
    tf.dispose([x, kernel, bias, plain, together])
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

  it.each(Object.entries(empty))('refuses an empty batch: %s', async (kernel, body) => {
    const error = new RegExp(
      `^(Error: )?${kernel}: expected at least one row, received \\w+\\.shape=\\[.*0.*\\]\\. Leave`,
    )
    expect(() => tf.tidy(() => void body())).toThrow(error)
    // The cpu backend makes an empty result, or zeros, of it: nothing there tells of the mistake.
    await useBackend({ prefer: 'cpu' })
    tf.tidy(() => {
      const values = body().dataSync()
      expect([...values].every((value) => value === 0)).toBe(true)
    })
    await useBackend({ prefer: 'wasm', threads })
  })

  it('takes an empty tensor where numbers are only moved', async () => {
    await expectSameAsCpu(() => {
      const none = tf.zeros([0, 3])
      const some = filled([2, 3], 1)
      return [
        ...[tf.clone(none), tf.cast(none, 'int32'), tf.slice(some, [1, 0], [0, 3]), tf.concat([none, some])],
        ...[tf.gather(some, tf.tensor1d([], 'int32')), tf.add(none, none), tf.mul(none, none)],
        ...tf.split(some, [0, 2]),
      ]
    })
  })

  it('leaves nothing behind after a thousand steps, neither tensors nor memory', () => {
    const image = filled([2, 8, 8, 3], 1)
    const kernel = filled([3, 3, 3, 5], 2)
    const wide = filled([3, 3, 3, 1], 3)
    const deep = filled([3, 3, 8, 9], 4)
    const layers = filled([2, 5, 5, 8], 5)
    const step = () =>
      tf.tidy(() => {
        const loss = (x: tf.Tensor, w: tf.Tensor, d: tf.Tensor) => {
          const each = tf.depthwiseConv2d(x as tf.Tensor4D, d as tf.Tensor4D, 1, 'same')
          const pooled = tf.maxPool(tf.relu(tf.conv2d(each as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')), 2, 2, 'valid')
          const flat = tf.reshape(pooled, [2, -1])
          return tf.sum(tf.matMul(flat, flat, true, false))
        }
        tf.grads(loss)([image, kernel, wide])
        tf.grads((x, w) => tf.sum(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')))([layers, deep])
      })
    for (let warmUp = 0; warmUp < 20; warmUp++) step()
    const heap = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm
    const before = { ...tf.memory(), bytesOfHeap: heap.HEAPU8.byteLength }
    for (let call = 0; call < 1000; call++) step()
    expect({ ...tf.memory(), bytesOfHeap: heap.HEAPU8.byteLength }).toEqual(before)
    tf.dispose([image, kernel, wide, deep, layers])
  })

  it('gives the same digits each time', () => {
    const once = () =>
      tf.tidy(() => {
        const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid')
        return [7, 12].flatMap((width) => {
          const inputs = [filled([5, 20, 20, width], 1), filled([3, 3, width, 9], 2)]
          const results = [convolve(inputs[0]!, inputs[1]!), ...tf.grads(convolve)(inputs)]
          return results.map((tensor) => tensor.dataSync<'float32'>())
        })
      })
    const first = once()
    for (let run = 0; run < 20; run++) expect(once()).toEqual(first)
    digits.push(first)
    expect(
      digits.every((of) => of.every((values, index) => values.every((value, at) => value === digits[0]![index]![at]))),
    ).toBe(true)
  })
})
