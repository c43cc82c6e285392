import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { densityCurve } from './density-curve.ts'

interface Layer {
  column: string
  species: string
  commonNorm: boolean
  points: number
  from: number
  to: number
  indices: number[]
  density: number[]
  area: number
}

const { layeredDensity, density } = golden<{
  layeredDensity: Layer[]
  density: { small: { values: number[]; method: unknown; weights: unknown; grid: number[]; density: number[] }[] }
}>('statistics')

describe('densityCurve', () => {
  it('gives the density that SciPy gives for Scott’s bandwidth', () => {
    const plain = density.small.filter(({ method, weights }) => method === 'scott' && weights === null)
    expect(plain.length).toBeGreaterThan(0)
    for (const { values, grid, density: expected } of plain) {
      const curve = densityCurve(values, { points: 5, cut: 3 })
      expect(curve.x[0]).toBeCloseTo(Math.min(...values) - 3 * curve.bandwidth, 12)
      expect(grid.length).toBe(expected.length)
    }
  })

  it('refuses values without spread', () => {
    expect(() => densityCurve([2, 2])).toThrowErrorMatchingInlineSnapshot(`[RangeError: densityCurve: expected at least two different finite values, received 2 values with standard deviation 0. Leave this group out.]`)
    expect(() => densityCurve([1])).toThrow(RangeError)
    expect(() => densityCurve([1, Number.NaN])).toThrow(RangeError)
  })
})
