import { calibrationCurve, precisionRecallCurve, rocCurve } from '@dlw/train/reports'
import * as viz from '@dlw/viz'
import { describe, expect, it } from 'vitest'
import { checkFigure } from './hostile/check-figure.ts'

const values = [1, 2, 3, 4, 2.5, 9]
const table = { a: values, b: values.toReversed(), kind: ['p', 'q', 'a long name of a kind', 'p', 'q', 'p'] }
const scores = { truth: [0, 1, 0, 1], scores: [0.1, 0.4, 0.35, 0.8] }
const trials = values.map((score, row) => ({ score, values: { rate: row / 7, kind: table.kind[row]! } }))
const matrix = {
  classes: ['cat', 'a long name of a class'],
  counts: [
    [1, 2],
    [3, 4],
  ],
}

/** Every plot that takes a size. */
const plots: Record<string, (options: viz.PlotOptions) => Element> = {
  activationPlot: (options) => viz.activationPlot(['relu'], options),
  barPlot: (options) => viz.barPlot(table, { x: 'kind', y: 'a', ...options }),
  boxPlot: (options) => viz.boxPlot(table, { x: 'kind', y: 'a', hue: 'b', ...options }),
  calibrationPlot: (options) => viz.calibrationPlot(calibrationCurve(scores), options),
  confusionMatrixPlot: (options) => viz.confusionMatrixPlot(matrix, options),
  correlationPlot: (options) => viz.correlationPlot(table, options),
  featureImportancePlot: (options) => viz.featureImportancePlot({ one: 1, 'a long name': [2, 3] }, options),
  heatMap: (options) =>
    viz.heatMap({ rows: ['a', 'b'], columns: ['c'], values: [[1], [2]] }, { xLabel: 'x', ...options }),
  histogramPlot: (options) => viz.histogramPlot(values, { label: 'value', ...options }),
  historyPlot: (options) => viz.historyPlot({ loss: values, val_loss: values }, options),
  learningCurvePlot: (options) =>
    viz.learningCurvePlot({ trainSizes: [1, 2], trainScores: [1, 2], testScores: [2, 3] }, options),
  linePlot: (options) => viz.linePlot({ a: values, 'a long name': values }, { xLabel: 'x', ...options }),
  pairPlot: (options) => viz.pairPlot(table, { hue: 'kind', ...options }),
  precisionRecallPlot: (options) => viz.precisionRecallPlot({ network: precisionRecallCurve(scores) }, options),
  predictionPlot: (options) => viz.predictionPlot({ truth: values, predictions: values }, options),
  residualPlot: (options) => viz.residualPlot({ truth: values, predictions: table.b }, options),
  rocPlot: (options) => viz.rocPlot({ network: rocCurve(scores) }, options),
  runsPlot: (options) => viz.runsPlot({ one: { loss: 1 }, 'a long name': { loss: 2 } }, options),
  scatterPlot: (options) => viz.scatterPlot(table, { x: 'a', y: 'b', hue: 'kind', ...options }),
  trialsPlot: (options) => viz.trialsPlot(trials, options),
  'trialsPlot against a parameter': (options) => viz.trialsPlot(trials, { parameter: 'kind', ...options }),
  violinPlot: (options) => viz.violinPlot(table, { x: 'kind', y: 'a', ...options }),
}

describe.each(Object.entries(plots))('%s', (name, plot) => {
  it.each([
    [240, 200],
    [300, 150],
    [1200, 900],
  ])('fits into %d by %d pixels, with a title', (width, height) => {
    const figure = plot({ width, height, title: 'A title of several words that must be wrapped' })
    const svg = checkFigure(figure)
    expect(svg).not.toMatch(/ (?:width|height|r)="-/)
  })

  it('draws in the smallest size, or says what it needs', () => {
    try {
      expect(viz.toSvg(plot({ width: 120, height: 80, title: 'A title' }))).not.toMatch(
        /="[^"]*NaN| (?:width|height|r)="-/,
      )
    } catch (error) {
      expect((error as Error).message).toMatch(/^pairPlot: expected width and height with at least 16 pixels/)
    }
  })

  it.each([0, -1, 20, Number.NaN, Number.POSITIVE_INFINITY])('says that it has no room in %d pixels', (size) => {
    const caller = name.split(' ')[0]!
    expect(() => plot({ width: size })).toThrow(new RegExp(`^${caller}: expected width and height`))
    expect(() => plot({ height: size })).toThrow(new RegExp(`^${caller}: expected width and height`))
  })
})
