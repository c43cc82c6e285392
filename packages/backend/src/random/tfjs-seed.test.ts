import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tfjsSeed } from './tfjs-seed.ts'

it('gives a whole number that TensorFlow.js honours, for any seed and stream', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (seed, stream) => {
      const result = tfjsSeed(seed, stream)
      return Number.isInteger(result) && result > 0 && result < 2 ** 31
    }),
  )
})

it('keeps neighbouring seeds and streams apart', () => {
  const results = new Set<number>()
  for (let seed = -50; seed < 50; seed++)
    for (let stream = 0; stream < 100; stream++) results.add(tfjsSeed(seed, stream))
  expect(results.size).toBeGreaterThan(9_995)
})

it('stays as it is, so that results stay as they are', () => {
  expect([tfjsSeed(0), tfjsSeed(0, 1), tfjsSeed(1), tfjsSeed(-1)]).toMatchInlineSnapshot(`
    [
      1234084217,
      1046147141,
      916023685,
      1887271303,
    ]
  `)
})

it.each([[0.5], [Number.NaN], [2 ** 53]])('refuses %s', (seed) => {
  expect(() => tfjsSeed(seed)).toThrow(RangeError)
  expect(() => tfjsSeed(0, seed)).toThrow(/tfjsSeed: expected a whole number, received stream=/)
})
