import { loadPenguins } from '@dlw/data'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { violins } from './violins.ts'

interface Outline {
  points: number
  from: number
  to: number
  indices: number[]
  support: number[]
  width: number[]
}

const cases = golden<{ violins: { column: string; species: string[]; outlines: Outline[] }[] }>('plots').violins

describe('violins', () => {
  it.each(cases)("have the outlines of seaborn's for $column", ({ column, species, outlines }) => {
    const values = species.map((name) => {
      const rows = loadPenguins().filter((row) => row.species === name)
      return [Array.from(rows.column(column) as Float64Array).filter(Number.isFinite)]
    })
    violins(values).forEach(([violin], index) => {
      const outline = outlines[index]!
      expect(violin!.support).toHaveLength(outline.points)
      expect(violin!.support[0]).toBeCloseTo(outline.from, 9)
      expect(violin!.support.at(-1)).toBeCloseTo(outline.to, 9)
      outline.indices.forEach((at, position) => {
        expect(violin!.support[at]).toBeCloseTo(outline.support[position]!, 9)
        expect(violin!.width[at]).toBeCloseTo(outline.width[position]!, 9)
      })
    })
  })

  it('leave out a group without spread', () => {
    expect(violins([[[2, 2]], [[1, 3]], [[]]]).map(([violin]) => violin === undefined)).toEqual([true, false, true])
  })
})
