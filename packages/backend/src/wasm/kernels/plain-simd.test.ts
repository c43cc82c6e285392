import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
import { expectSameAsCpu, numbers } from './expect-same-as-cpu.ts'

// Engines without relaxed SIMD (Node 20, Safari) refuse the faster binaries: here every engine does.
beforeAll(async () => {
  await useBackend({ prefer: 'cpu' })
  const validate = WebAssembly.validate
  // The opcode of a relaxed multiply-add.
  const ours = (bytes: BufferSource) => Buffer.from(bytes as Uint8Array).includes(Buffer.from([0xfd, 0x85, 0x02]))
  vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => !ours(bytes) && validate(bytes))
  expect((await useBackend({ prefer: 'wasm', threads: 2 })).threads).toBe(2)
})
afterAll(() => vi.restoreAllMocks())

const filled = (shape: number[], seed: number) => tf.tensor(numbers(tf.util.sizeFromShape(shape), seed), shape)

it.each([7, 12])('trains a convolution of %i channels with the plain binaries too', async (channels) => {
  await expectSameAsCpu(() => {
    const inputs = [filled([3, 11, 10, channels], 1), filled([3, 3, channels, 13], 2)]
    const convolve = (x: tf.Tensor, w: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')
    return [convolve(inputs[0]!, inputs[1]!), ...tf.grads(convolve)(inputs)]
  })
})

it('multiplies large matrices with the plain binaries too', async () => {
  await expectSameAsCpu(() => [
    tf.matMul(filled([70, 300], 1), filled([300, 41], 2)),
    tf.matMul(filled([300, 70], 1), filled([300, 41], 2), true),
  ])
})
