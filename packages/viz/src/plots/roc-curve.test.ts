import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { rocCurve } from './roc-curve.ts'

interface Binary {
  truth: number[]
  scores: number[]
  rocAuc: number
  roc: { falsePositiveRate: number[]; truePositiveRate: number[]; thresholds: (number | string)[] }
}
const { binary } = golden<{ probabilities: { binary: Binary } }>('statistics').probabilities

describe('rocCurve', () => {
  it('gives the points and the area of scikit-learn', () => {
    const curve = rocCurve(binary)
    expect(curve.falsePositiveRate).toEqual(binary.roc.falsePositiveRate)
    expect(curve.truePositiveRate).toEqual(binary.roc.truePositiveRate)
    expect(curve.thresholds).toEqual(binary.roc.thresholds.map(Number))
    expect(curve.area).toBeCloseTo(binary.rocAuc, 12)
  })

  it.each([
    ['a perfect ranking', [0.1, 0.2, 0.8, 0.9], 1],
    ['the reverse', [0.9, 0.8, 0.2, 0.1], 0],
    ['one score for all', [0.5, 0.5, 0.5, 0.5], 0.5],
  ])('gives %s its area', (_, scores, area) => {
    expect(rocCurve({ truth: [false, false, true, true], scores }).area).toBe(area)
  })
})
