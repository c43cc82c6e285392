import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logRange, niceRange, niceTicks, tickText } from './nice-ticks.ts'

describe('niceTicks', () => {
  it.each([
    [0, 10, 6, [0, 2, 4, 6, 8, 10]],
    [0.3, 0.95, 8, [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]],
    [2346, 6870, 3, [4000, 6000]],
    [-1, 1, 5, [-1, -0.5, 0, 0.5, 1]],
    [5, 5, 5, [5]],
    [0, 5e-324, 5, [0]],
    [-1.7e308, 1.7e308, 5, [-1.7e308]],
    [0, Number.NaN, 5, [0]],
  ])('from %d to %d with at most %d gives %j', (from, to, limit, expected) => {
    expect(niceTicks(from, to, limit)).toEqual(expected)
  })

  it('keeps to the limit and the range for any numbers', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 12 }), (one, other, limit) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        fc.pre(to - from > 1e-6 * Math.max(1, Math.abs(from), Math.abs(to)))
        const ticks = niceTicks(from, to, limit)
        expect(ticks.length).toBeLessThanOrEqual(limit)
        const slack = (to - from) * 1e-6
        for (const tick of ticks) expect(tick >= from - slack && tick <= to + slack).toBe(true)
      }),
    )
  })
})

describe('niceRange', () => {
  it.each([
    [
      [1.22, 1.9],
      [1.2, 2],
    ],
    [
      [0, 0],
      [-1, 1],
    ],
    [
      [Number.NaN, 3, 5],
      [3, 5],
    ],
  ])('widens %j to %j', (values, domain) => {
    expect(niceRange(values).domain).toEqual(domain)
  })
})

describe('tickText', () => {
  it.each([
    [
      [0, 0.5, 1],
      ['0.0', '0.5', '1.0'],
    ],
    [
      [-2000, 0, 2000],
      ['−2,000', '0', '2,000'],
    ],
    [
      [0, 2e6],
      ['0', '2e6'],
    ],
    [
      [0, 1e-5],
      ['0', '1e−5'],
    ],
  ])('writes %j as %j', (ticks, texts) => {
    expect(ticks.map(tickText(ticks))).toEqual(texts)
  })
})

describe('logRange', () => {
  it.each([
    [
      [380, 1.05],
      [1, 1000],
    ],
    [
      [0.3, 1.5, Number.NaN],
      [0.2, 2],
    ],
    [
      [5, 5],
      [5, 10],
    ],
  ])('widens %j to %j', (values, domain) => {
    expect(logRange(values).domain).toEqual(domain)
  })
})
