import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

it('spreadLabels leaves places alone that are far enough apart', () => {
  expect(spreadLabels([40, 10, 70], 15, 0, 100)).toEqual([40, 10, 70])
})

it('spreadLabels keeps the gap, the range and the order wherever labels fit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 }), (positions) => {
      const places = spreadLabels(positions, 15, 0, 100)
      const sorted = places.toSorted((a, b) => a - b)
      for (let index = 1; index < sorted.length; index++) {
        expect(sorted[index]! - sorted[index - 1]!).toBeGreaterThan(15 - 1e-9)
      }
      expect(sorted[0]).toBeGreaterThanOrEqual(-1e-9)
      expect(sorted.at(-1)).toBeLessThanOrEqual(100)
      positions.forEach((one, first) => {
        positions.forEach((other, second) => {
          if (one < other) expect(places[first]!).toBeLessThan(places[second]!)
        })
      })
    }),
  )
})
