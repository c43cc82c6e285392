import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { resizeWithPad } from './resize-with-pad.ts'

interface Case {
  shape: number[]
  height: number
  width: number
  input: number[]
  output: number[]
}

it.each(golden<{ resizeWithPad: Case[] }>('keras-layers').resizeWithPad)(
  'resizeWithPad makes $height × $width of $shape as TensorFlow does',
  ({ height, width, input, output }) => {
    const resized = resizeWithPad({ height, width }).call(tf.tensor(input), {}) as tf.Tensor
    const largest = Math.max(...tf.util.flatten(output))
    tf.test_util.expectArraysClose(resized.arraySync() as number[], output, 1e-6 * largest)
    const layer = resizeWithPad({ height, width })
    expect(layer.computeOutputShape([null, 1, 1, 3])).toEqual([null, height, width, 3])
  },
)

it('resizeWithPad leaves no tensors behind', async () => {
  const x = tf.ones([1, 4, 4, 1])
  await expectNoLeaks(() => (resizeWithPad({ height: 6, width: 9 }).call(x, {}) as tf.Tensor).dispose())
})

it('resizeWithPad refuses a size that is none', () => {
  expect(() => resizeWithPad({ height: 0, width: 160 })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: resizeWithPad: expected an integer of at least 1, received height=0. Pass for example 10.]`,
  )
})
