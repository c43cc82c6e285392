import { afterEach, expect, it } from 'vitest'
import { setRandomSeed } from './set-random-seed.ts'

const genuine = Math.random
afterEach(() => {
  Math.random = genuine
})

it("draws NumPy's numbers", () => {
  setRandomSeed(0)
  // numpy.random.seed(0); numpy.random.random(3)
  expect([Math.random(), Math.random(), Math.random()]).toEqual([
    0.5488135039273248, 0.7151893663724195, 0.6027633760716439,
  ])
})

it('makes what TensorFlow.js leaves to chance repeatable', async () => {
  const tf = await import('@tensorflow/tfjs-core')
  const { useBackend } = await import('../select/use-backend.ts')
  await useBackend({ prefer: 'cpu' })
  const draw = () => {
    setRandomSeed(0)
    const values = tf.tidy(() => [...tf.randomNormal([3]).dataSync(), ...tf.dropout(tf.ones([8]), 0.5).dataSync()])
    return values
  }
  expect(draw()).toEqual(draw())
})

it('gives a way back', () => {
  const restore = setRandomSeed(1)
  restore()
  expect(Math.random).toBe(genuine)
})

it.each([[-1], [2 ** 32], [0.5], [Number.NaN]])('refuses %s', (seed) => {
  expect(() => setRandomSeed(seed)).toThrow(RangeError)
})
