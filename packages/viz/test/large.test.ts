import { calibrationCurve, precisionRecallCurve, rocCurve } from '@dlw/train/reports'
import * as viz from '@dlw/viz'
import { describe, expect, it } from 'vitest'
import { checkFigure } from './hostile/check-figure.ts'

const rows = 1_000_000
const wave = Float64Array.from({ length: rows }, (_, row) => Math.sin(row / 5000) + ((row * 7919) % 1000) / 2000)
const other = Float64Array.from({ length: rows }, (_, row) => ((row * 104_729) % 10_007) / 10_007)
const truth = Array.from(other, (value) => (value > 0.7 ? 1 : 0))
const kinds = Array.from({ length: rows }, (_, row) => `kind ${row % 5}`)
const many = Array.from({ length: 100_000 }, (_, row) => `group ${row}`)
const some = { a: wave.subarray(0, many.length), b: other.subarray(0, many.length) }

/** A million rows make a picture of a few megabytes at most, without a spread or a quadratic loop on the way. */
const large: Record<string, () => Element> = {
  'scatterPlot of a million rows': () => viz.scatterPlot({ wave, other }, { x: 'wave', y: 'other' }),
  'scatterPlot of a million rows in five groups': () =>
    viz.scatterPlot({ wave, other }, { x: 'wave', y: 'other', hue: kinds }),
  'scatterPlot of a million rows on a scale of colours': () =>
    viz.scatterPlot({ wave, other }, { x: 'wave', y: 'other', hue: wave }),
  'scatterPlot of a hundred thousand groups': () => viz.scatterPlot(some, { x: 'a', y: 'b', hue: many }),
  'pairPlot of a hundred thousand groups': () => viz.pairPlot(some, { hue: many }),
  'linePlot of a million points': () => viz.linePlot({ wave, other }),
  'histogramPlot of a million values': () => viz.histogramPlot(wave),
  'boxPlot of a million rows': () => viz.boxPlot({ kinds, wave }, { x: 'kinds', y: 'wave' }),
  'violinPlot of a million rows': () => viz.violinPlot({ kinds, wave }, { x: 'kinds', y: 'wave' }),
  'barPlot of a million rows': () => viz.barPlot({ kinds, wave }, { x: 'kinds', y: 'wave', errorBar: 'se' }),
  'correlationPlot of a million rows': () => viz.correlationPlot({ wave, other }, { method: 'spearman' }),
  'precisionRecallPlot of a million rows': () =>
    viz.precisionRecallPlot({ network: precisionRecallCurve({ truth, scores: other }) }),
  'rocPlot of a million rows': () => viz.rocPlot({ network: rocCurve({ truth, scores: wave }) }),
  'calibrationPlot of a million rows': () => viz.calibrationPlot(calibrationCurve({ truth, scores: other })),
  'residualPlot of a million rows': () => viz.residualPlot({ truth: wave, predictions: other }),
  'predictionPlot of a million rows': () => viz.predictionPlot({ truth: wave, predictions: other }),
  'trialsPlot of a hundred thousand trials': () =>
    viz.trialsPlot(many.map((name, row) => ({ values: { rate: other[row]!, name }, score: wave[row]! }))),
  'confusionMatrixPlot of a thousand classes': () => {
    const counts = Array.from({ length: 1000 }, (_, row) => Int32Array.from({ length: 1000 }, (_, at) => +(at === row)))
    return viz.confusionMatrixPlot({ classes: many.slice(0, 1000), counts })
  },
  'runsPlot of two thousand runs': () =>
    viz.runsPlot(Object.fromEntries(many.slice(0, 2000).map((name, row) => [name, { loss: wave[row]! }]))),
}

describe('a figure of very much', { timeout: 300_000 }, () => {
  it.each(Object.entries(large))('%s', (_, make) => {
    const svg = checkFigure(make())
    expect(svg.length).toBeLessThan(4_000_000)
  })

  it('keeps the peaks of a line of a million points', () => {
    const spike = new Float64Array(rows)
    spike[654_321] = 1
    const line = viz.linePlot({ spike }).querySelector('[data-part=line] path')!.getAttribute('d')!
    const heights = Array.from(line.matchAll(/,([\d.]+)/g), ([, y]) => Number(y))
    expect(new Set(heights).size).toBe(2)
  })

  it('names at most a thousand categories, and says what to do with more', () => {
    expect(() => viz.boxPlot({ id: many, a: some.a }, { x: 'id', y: 'a' })).toThrow(
      'boxPlot: expected at most 1000 categories, received 100000. Choose a column with fewer different values',
    )
  })
})
