import { useBackend } from '@dlw/backend'
import { beforeAll, describe, expect, it } from 'vitest'
import { detectEdges } from './edges.ts'
import { rowsOf } from './pictures.ts'

describe('rowsOf', () => {
  const pictures = { shape: [3, 1, 2, 1], data: Uint8Array.of(1, 2, 3, 4, 5, 6) }

  it('takes the first pictures', () => {
    expect(rowsOf(pictures, 2)).toEqual({ shape: [2, 1, 2, 1], data: Uint8Array.of(1, 2, 3, 4) })
  })

  it('takes all where there are fewer than asked for', () => {
    expect(rowsOf(pictures, 10)).toEqual(pictures)
  })
})

describe('detectEdges', () => {
  beforeAll(async () => {
    await useBackend()
  })

  it('answers where dark meets bright, and not at the border of the picture', async () => {
    const data = Uint8Array.from({ length: 36 }, (_, place) => (place < 18 ? 100 : 200))
    const { shape, data: both } = await detectEdges({ shape: [6, 6, 1], data })
    expect(shape).toEqual([2, 6, 6, 1])
    const rows = Array.from({ length: 6 }, (_, row) => [...both.slice(36 + row * 6, 42 + row * 6)])
    const [no, yes] = [new Array(6).fill(0), new Array(6).fill(1)]
    expect(rows).toEqual([no, no, yes, yes, no, no])
  })
})
