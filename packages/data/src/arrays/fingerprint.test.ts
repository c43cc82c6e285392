import '@dlw/testing/cpu-backend'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const x = [
  [1, 2],
  [3, 4],
]
const y = [5, 6]

it('names rows by 12 hexadecimal digits, whatever their order', async () => {
  const own = await fingerprint({ x, y })
  expect(own).toMatch(/^[0-9a-f]{12}$/)
  expect(await fingerprint({ x: x.toReversed(), y: y.toReversed() })).toBe(own)
})

it('gives the same text for the same numbers in any container, and leaks nothing', async () => {
  const own = await fingerprint({ x, y })
  await expectNoLeaks(async () => {
    const tensor = tf.tensor2d(x)
    expect(await fingerprint({ x: tensor, y: Float32Array.from(y) })).toBe(own)
    expect(await fingerprint({ x: { shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) }, y })).toBe(own)
    expect(await fingerprint({ x: [tensor, tensor], y })).not.toBe(own)
    tensor.dispose()
  })
})

it.each([
  ['targets of other rows', { x, y: [6, 5] }],
  [
    'another value',
    {
      x: [
        [1, 2],
        [3, 5],
      ],
      y,
    },
  ],
  ['another shape', { x: { shape: [2, 1, 2], data: Float32Array.of(1, 2, 3, 4) }, y }],
  ['no targets', { x }],
])('tells %s apart', async (_, data) => {
  expect(await fingerprint(data)).not.toBe(await fingerprint({ x, y }))
})

it('does not take targets of another number of rows', async () => {
  await expect(fingerprint({ x, y: [5] })).rejects.toThrow(
    'fingerprint: expected as many targets as rows, received 2 and 1. Pass the targets of these rows.',
  )
})

it('names 100,000 rows within seconds', async () => {
  const data = Float32Array.from({ length: 2_000_000 }, (_, index) => index % 9973)
  expect(await fingerprint({ x: { shape: [100_000, 20], data } })).toMatch(/^[0-9a-f]{12}$/)
})
