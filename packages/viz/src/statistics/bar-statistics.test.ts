import { loadPenguins } from '@dlw/data'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { type BarStatistic, barOf } from './bar-statistics.ts'

interface Row extends Record<BarStatistic, number> {
  species: string
  sex: string
  std: number
  sem: number
  count: number
}

const { bars } = golden<{ bars: Row[] }>('plots')

describe('barOf', () => {
  it.each(bars)("equals pandas' of $sex $species", (expected) => {
    const rows = loadPenguins().filter(
      ({ species, sex }) => species === expected.species && String(sex).toUpperCase() === expected.sex,
    )
    const values = Array.from(rows.column('body_mass_g') as Float64Array)
    expect(values).toHaveLength(expected.count)
    for (const statistic of ['mean', 'median', 'sum', 'min', 'max'] as const) {
      expect(barOf('test', values, statistic, undefined).value).toBeCloseTo(expected[statistic], 9)
    }
    for (const [kind, spread] of [
      ['sd', expected.std],
      ['se', expected.sem],
    ] as const) {
      const [low, high] = barOf('test', values, 'mean', kind).error!
      expect(low).toBeCloseTo(expected.mean - spread, 9)
      expect(high).toBeCloseTo(expected.mean + spread, 9)
    }
  })

  it('draws no error of a single value', () => {
    expect(barOf('test', [3], 'mean', 'sd')).toEqual({ value: 3 })
  })
})
