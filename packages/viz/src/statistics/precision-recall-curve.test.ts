import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { precisionRecallCurve } from './precision-recall-curve.ts'

interface Case {
  name: string
  truth: number[]
  scores: number[]
  precision: number[]
  recall: number[]
  thresholds: number[]
  averagePrecision: number
}

const { precisionRecall } = golden<{ precisionRecall: Case[] }>('plots')

describe('precisionRecallCurve', () => {
  it.each(precisionRecall)("has scikit-learn's points and average precision: $name", (expected) => {
    const curve = precisionRecallCurve('test', { truth: expected.truth, scores: expected.scores })
    expect(curve.thresholds).toEqual(expected.thresholds)
    expect(curve.averagePrecision).toBeCloseTo(expected.averagePrecision, 12)
    for (const key of ['precision', 'recall'] as const) {
      expect(curve[key]).toHaveLength(expected[key].length)
      curve[key].forEach((value, index) => {
        expect(value).toBeCloseTo(expected[key][index]!, 12)
      })
    }
  })

  it.each(precisionRecall)('finds the average precision of points that were computed before: $name', (expected) => {
    const { precision, recall } = expected
    expect(precisionRecallCurve('test', { precision, recall }).averagePrecision).toBeCloseTo(
      expected.averagePrecision,
      12,
    )
  })
})
