import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { classWeights, oneHot, resampleIndices } from '../index.ts'

const { classWeights: cases } = golden<{
  classWeights: { labels: (string | number)[]; weights: number[] }[]
}>('report-scores')

describe('classWeights', () => {
  it.each(cases)('are those of scikit-learn for $labels', ({ labels, weights }) => {
    const own = classWeights(labels as number[])
    expect(Object.values(own)).toHaveLength(weights.length)
    weights.forEach((weight, index) => {
      expect(own[index]).toBeCloseTo(weight, 12)
    })
  })

  it('follow the columns of one-hot rows', () => {
    const { values } = oneHot(['no', 'no', 'no', 'yes'])
    expect(Object.values(classWeights(values)).toSorted()).toEqual([2 / 3, 2].toSorted())
  })

  it('need a label', () => {
    expect(() => classWeights([])).toThrow('classWeights: expected at least one label, received none.')
  })
})

describe('resampleIndices', () => {
  const labels = Array.from({ length: 1000 }, (_, row) => (row % 20 === 0 ? 'fraud' : 'fine'))
  const countOf = (rows: number[], label: string) => rows.filter((row) => labels[row] === label).length

  it('draws rare rows again until all classes have as many, and keeps every row', () => {
    const rows = resampleIndices(labels, { method: 'over', seed: 1 })
    expect([countOf(rows, 'fine'), countOf(rows, 'fraud')]).toEqual([950, 950])
    expect(new Set(rows).size).toBe(1000)
  })

  it('leaves out frequent rows, and takes none twice', () => {
    const rows = resampleIndices(labels, { method: 'under', seed: 1 })
    expect([countOf(rows, 'fine'), countOf(rows, 'fraud')]).toEqual([50, 50])
    expect(new Set(rows).size).toBe(100)
  })

  it.each(['over', 'under'] as const)('draws the same for the same seed (%s)', (method) => {
    const draw = (seed: number) => resampleIndices(labels, { method, seed })
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
  })

  it('names the two methods', () => {
    expect(() => resampleIndices(labels, { method: 'both' as never, seed: 0 })).toThrow(
      "resampleIndices: expected method to be 'over' or 'under', received method=both. Pass one of them.",
    )
  })
})
