import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBins } from '../../statistics/count-bins.ts'
import { histogramPlot } from './histogram-plot.ts'

describe('countBins', () => {
  it.each([
    [[1, 1, 1, 2, 3, 3], 2, { from: 1, step: 1, counts: [3, 3] }],
    [[0.1, 0.25, 0.3, 0.95], 10, { from: 0.1, step: 0.1, counts: [1, 1, 1, 0, 0, 0, 0, 0, 1] }],
    [[5], 20, { from: 5, step: 1, counts: [1] }],
  ])('of %j in about %d bins', (values, bins, expected) => {
    const { from, step, counts } = countBins(values, bins)
    expect(counts).toEqual(expected.counts)
    expect(from).toBeCloseTo(expected.from, 12)
    expect(step).toBeCloseTo(expected.step, 12)
  })

  it('counts each value once, in at most one bin more than asked for', () => {
    const number = fc.integer({ min: -1e6, max: 1e6 }).map((whole) => whole / 1000)
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2, max: 30 }),
        (values, bins) => {
          const { counts } = countBins(values, bins)
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length)
          expect(counts.length).toBeLessThanOrEqual(bins + 2)
        },
      ),
    )
  })
})

describe('histogramPlot', () => {
  it('draws bars as high as their counts, and none for empty bins', () => {
    const figure = histogramPlot([1, 1, 1, 1, 2, 9, 9, Number.NaN], { bins: 8 })
    const heights = Array.from(figure.querySelectorAll('rect'), (bar) => Number(bar.getAttribute('height')))
    expect(heights).toHaveLength(3)
    expect(heights[0]! / heights[1]!).toBeCloseTo(4, 6)
    expect(heights[2]! / heights[1]!).toBeCloseTo(2, 6)
    expect(figure.querySelector('desc')!.textContent).toContain('1 missing values are left out.')
  })
})
