import { loadPenguins } from '@dlw/data'
import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { densityCurve } from './density-curve.ts'

interface Layer {
  column: string
  species: string
  commonNorm: boolean
  from: number
  to: number
  indices: number[]
  density: number[]
}

const { layeredDensity } = golden<{ layeredDensity: Layer[] }>('statistics')
const penguins = loadPenguins().select('species', 'bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g')

describe('densityCurve', () => {
  it.each(layeredDensity)('draws $column of $species as seaborn does, common norm $commonNorm', (layer) => {
    const rows = penguins.dropMissing()
    const group = rows.filter((row) => row.species === layer.species)
    const weight = layer.commonNorm ? group.shape[0] / rows.shape[0] : 1
    const curve = densityCurve([...(group.column(layer.column) as Float64Array)], { weight })
    expect(curve.x[0]).toBeCloseTo(layer.from, 9)
    expect(curve.x.at(-1)).toBeCloseTo(layer.to, 9)
    layer.indices.forEach((index, position) => {
      expect(curve.density[index]).toBeCloseTo(layer.density[position]!, 12)
    })
  })

  it('refuses values without spread', () => {
    expect(() => densityCurve([2, 2])).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: densityCurve: expected at least two different finite values, received 2 values with standard deviation 0. Leave this group out.]`,
    )
    expect(() => densityCurve([1])).toThrow(RangeError)
    expect(() => densityCurve([1, Number.NaN])).toThrow(RangeError)
  })
})
