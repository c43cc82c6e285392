import { loadPenguins } from '@dlw/data'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { boxStatistics } from './box-statistics.ts'

interface Case {
  values?: number[]
  column?: string
  species?: string
  box: { q1: number; med: number; q3: number; whislo: number; whishi: number; fliers: number[] }
}

const { boxes } = golden<{ boxes: Case[] }>('plots')

/** The finite values of a column of the penguins in one species. */
const penguinValues = (column: string, species: string): number[] =>
  Array.from(
    loadPenguins()
      .filter((row) => row.species === species)
      .column(column) as Float64Array,
  ).filter(Number.isFinite)

describe('boxStatistics', () => {
  it.each(boxes)("equals Matplotlib's of $values$column $species", ({ values, column, species, box }) => {
    const result = boxStatistics(values ?? penguinValues(column!, species!))
    const close = (one: number, other: number): void => {
      expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-12 * Math.abs(other))
    }
    close(result.lowerQuartile, box.q1)
    close(result.median, box.med)
    close(result.upperQuartile, box.q3)
    close(result.lowerWhisker, box.whislo)
    close(result.upperWhisker, box.whishi)
    expect(result.outliers).toEqual(box.fliers.toSorted((a, b) => a - b))
  })
})
