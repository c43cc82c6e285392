import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { scoreBand } from './learning-curve.ts'
import { rankImportances } from './rank-importances.ts'

interface Line {
  mean: number[]
  spread: number[]
}
const { learningCurve, importances } = golden<{
  learningCurve: { trainScores: number[][]; testScores: number[][]; training: Line; test: Line }
  importances: { importances: number[][]; mean: number[]; std: number[] }
}>('plots')

describe('scoreBand', () => {
  it.each([
    ['training', learningCurve.trainScores, learningCurve.training],
    ['test', learningCurve.testScores, learningCurve.test],
  ])("is what scikit-learn's display draws of %s scores", (_, scores, line) => {
    const { mean, spread, missing } = scoreBand(scores)
    expect(missing).toBe(0)
    mean.forEach((each, index) => {
      expect(each).toBeCloseTo(line.mean[index]!, 12)
    })
    spread.forEach((each, index) => {
      expect(each).toBeCloseTo(line.spread[index]!, 12)
    })
  })

  it('leaves out folds without a score, and counts them', () => {
    const { NaN: failed } = Number
    expect(scoreBand([[1, failed, 3], [failed], 5])).toEqual({
      mean: [2, failed, 5],
      spread: [1, failed, 0],
      missing: 2,
    })
  })
})

describe('rankImportances', () => {
  it("has scikit-learn's means and deviations, the highest first", () => {
    const given = Object.fromEntries(importances.importances.map((repeats, feature) => [`f${feature}`, repeats]))
    const { ranked } = rankImportances('test', given)
    expect(ranked.map(({ mean }) => mean)).toEqual(ranked.map(({ mean }) => mean).toSorted((a, b) => b - a))
    expect(ranked).toHaveLength(importances.mean.length)
    for (const { name, mean, spread } of ranked) {
      expect(mean).toBeCloseTo(importances.mean[Number(name.slice(1))]!, 12)
      expect(spread).toBeCloseTo(importances.std[Number(name.slice(1))]!, 12)
    }
  })
})
