import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { type DropoutOptions, dropout } from './dropout.ts'

const steps = (options: DropoutOptions, count: number) => {
  const layer = dropout(options)
  return Array.from({ length: count }, () => [
    ...(layer.call(tf.ones([50, 40]), { training: true }) as tf.Tensor).dataSync(),
  ])
}

it('dropout drops other inputs in every step, and the same ones for the same seed', () => {
  const [first, second] = steps({ rate: 0.5, seed: 3 }, 2)
  expect(first).not.toEqual(second)
  expect(steps({ rate: 0.5, seed: 3 }, 2)).toEqual([first, second])
  expect(steps({ rate: 0.5, seed: 4 }, 2)).not.toEqual([first, second])
})

it.each([0.2, 0.5, 0.8])('dropout drops a share of %d and scales up the rest', (rate) => {
  const [values] = steps({ rate }, 1)
  expect(values!.filter((value) => value === 0).length / values!.length).toBeCloseTo(rate, 1)
  expect(Math.max(...values!)).toBeCloseTo(1 / (1 - rate), 5)
})

it('dropout with noiseShape drops whole rows', () => {
  const layer = dropout({ rate: 0.5, noiseShape: [null, 1] })
  const rows = (layer.call(tf.ones([30, 4]), { training: true }) as tf.Tensor2D).arraySync()
  expect(rows.every((row) => new Set(row).size === 1)).toBe(true)
  expect(new Set(rows.map(([value]) => value))).toEqual(new Set([0, 2]))
})

it('dropout passes its input on outside of training', async () => {
  const x = tf.ones([4])
  await expectNoLeaks(() => expect(dropout({ rate: 0.9 }).call(x, {})).toBe(x))
})

it.each([1, -0.1, Number.NaN])('dropout refuses rate %d', (rate) => {
  expect(() => dropout({ rate })).toThrow(
    `dropout: expected a number in [0, 1), received rate=${rate}. Pass for example 0.5.`,
  )
})
