import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lifetime, layOut } from './arena.ts'

const lifetimes = fc
  .array(fc.record({ bytes: fc.integer({ min: 0, max: 5000 }), first: fc.nat(30), length: fc.nat(10) }), {
    maxLength: 60,
  })
  .map((list) =>
    list
      .map(({ bytes, first, length }): Lifetime => ({ bytes, first, last: first + length }))
      .sort((a, b) => a.first - b.first),
  )

describe('layOut', () => {
  it('never gives two buffers that are in use together the same bytes', () => {
    fc.assert(
      fc.property(lifetimes, (list) => {
        const { offsets, bytes } = layOut(list)
        for (const [i, a] of list.entries()) {
          expect(offsets[i]! % 64).toBe(0)
          expect(offsets[i]! + a.bytes).toBeLessThanOrEqual(bytes)
          for (const [j, b] of list.entries()) {
            if (i >= j || a.last < b.first || b.last < a.first || a.bytes === 0 || b.bytes === 0) continue
            const apart = offsets[i]! + a.bytes <= offsets[j]! || offsets[j]! + b.bytes <= offsets[i]!
            expect(apart, `${i} and ${j}`).toBe(true)
          }
        }
      }),
    )
  })

  it('takes the memory of a buffer again when it is no longer needed', () => {
    const chain = Array.from({ length: 10 }, (_, first) => ({ bytes: 1024, first, last: first + 1 }))
    expect(layOut(chain).bytes).toBe(2048)
  })
})
