import fc from 'fast-check'
import { expect, it } from 'vitest'
import { selectRanks } from './select-ranks.ts'

it('puts the values of ranks where a sort puts them', () => {
  const lists = fc.oneof(
    fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 3000 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3000 }),
    fc
      .integer({ min: 1, max: 5000 })
      .map((count) => Array.from({ length: count }, (_, place) => (place * 7919) % count)),
    fc.integer({ min: 1, max: 5000 }).map((count) => Array.from({ length: count }, (_, place) => count - place)),
  )
  fc.assert(
    fc.property(lists, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (list, shares) => {
      const ranks = shares.map((share) => Math.floor(share * (list.length - 1))).sort((a, b) => a - b)
      const values = Float64Array.from(list, (value) => value + 0)
      const sorted = values.toSorted()
      selectRanks(values, ranks)
      expect(ranks.map((rank) => values[rank])).toEqual(ranks.map((rank) => sorted[rank]))
      expect(values.sort()).toEqual(sorted)
    }),
  )
})
