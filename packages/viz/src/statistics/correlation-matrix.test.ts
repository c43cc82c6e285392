import { loadPenguins } from '@dlw/data'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { correlationMatrix } from './correlation-matrix.ts'

interface Case {
  table: string
  values: Record<string, (number | null)[]> | null
  columns: string[]
  pearson: (number | null)[][]
  spearman: (number | null)[][]
}

const { correlations } = golden<{ correlations: Case[] }>('plots')

describe('correlationMatrix', () => {
  it.each(correlations)("equals pandas' of $table by both methods", ({ values, columns, pearson, spearman }) => {
    const source = values ?? loadPenguins().select(...(columns as never[]))
    for (const [method, expected] of Object.entries({ pearson, spearman })) {
      const matrix = correlationMatrix(source, { method: method as 'pearson' })
      expect(matrix.columns).toEqual(columns)
      expected.forEach((row, one) => {
        row.forEach((value, other) => {
          if (value === null) expect(matrix.values[one]![other]).toBeNaN()
          else expect(matrix.values[one]![other]).toBeCloseTo(value, 12)
        })
      })
    }
  })

  it('holds for numbers whose squares are none', () => {
    const { values } = correlationMatrix({ a: [-1e300, 0, 1e300], b: [1e-300, 2e-300, 3e-300] })
    expect(values[0]![1]).toBeCloseTo(1, 12)
  })
})
