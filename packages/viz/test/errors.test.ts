import { describe, expect, it } from 'vitest'
import * as viz from '../src/index.ts'

const figure = { localName: 'p' } as Element
const images = { shape: [2, 2, 2, 1], data: new Uint8Array(8) }
const { NaN: missing } = Number

/** What users do wrong, and what they read then. */
const mistakes: Record<string, () => unknown> = {
  'pairPlot without columns': () => viz.pairPlot({}),
  'pairPlot with empty columns': () => viz.pairPlot({ a: [] }),
  'pairPlot with ragged columns': () => viz.pairPlot({ a: [1, 2], b: [1] }),
  'pairPlot with a number for a column': () => viz.pairPlot({ a: 3 as never }),
  'pairPlot with words only': () => viz.pairPlot({ a: ['x', 'y'] }),
  'pairPlot with missing values only': () => viz.pairPlot({ a: [missing], b: [1] }),
  'pairPlot with a hue of another length': () => viz.pairPlot({ a: [1, 2] }, { hue: ['x'] }),
  'pairPlot with a hue that is no column': () => viz.pairPlot({ a: [1, 2] }, { hue: 'species' }),
  'scatterPlot with an unknown column': () => viz.scatterPlot({ a: [1] }, { x: 'a', y: 'b' }),
  'scatterPlot with words': () => viz.scatterPlot({ a: [1], b: ['x'] }, { x: 'a', y: 'b' }),
  'linePlot without lines': () => viz.linePlot({}),
  'linePlot with a line of NaN': () => viz.linePlot({ loss: [missing] }),
  'linePlot with another count of x': () => viz.linePlot({ loss: [1, 2] }, { x: [1] }),
  'historyPlot of nothing': () => viz.historyPlot({}),
  'historyPlot with an unknown metric': () => viz.historyPlot({ loss: [1] }, { metrics: ['accuracy'] }),
  'confusionMatrixPlot with a ragged matrix': () =>
    viz.confusionMatrixPlot({ classes: ['a', 'b'], counts: [[1, 2], [3]] }),
  'confusionMatrixPlot with other classes': () =>
    viz.confusionMatrixPlot({
      classes: ['a'],
      counts: [
        [1, 2],
        [3, 4],
      ],
    }),
  'confusionMatrixPlot with one class twice': () =>
    viz.confusionMatrixPlot({
      classes: ['a', 'a'],
      counts: [
        [1, 2],
        [3, 4],
      ],
    }),
  'confusionMatrixPlot with a negative count': () => viz.confusionMatrixPlot({ classes: ['a'], counts: [[-1]] }),
  'predictionPlot with lists of two lengths': () => viz.predictionPlot({ truth: [1, 2], predictions: [1] }),
  'predictionPlot with NaN': () => viz.predictionPlot({ truth: [1], predictions: [missing] }),
  'topLossesPlot with a loss that is NaN': () =>
    viz.topLossesPlot({ images, truth: ['a', 'b'], predictions: ['a', 'b'], losses: [1, missing] }),
  'linePlot of zero on a log scale': () => viz.linePlot({ loss: [1, 0] }, { yScale: 'log' }),
  'linePlot without room': () => viz.linePlot({ loss: [1, 2] }, { width: 0 }),
  'linePlot with a width that is NaN': () => viz.linePlot({ loss: [1, 2] }, { width: missing }),
  'histogramPlot of nothing': () => viz.histogramPlot([missing]),
  'histogramPlot with half a bin': () => viz.histogramPlot([1], { bins: 0.5 }),
  'imageGrid of a flat shape': () => viz.imageGrid({ shape: [4, 2], data: new Uint8Array(8) }),
  'imageGrid with too few values': () => viz.imageGrid({ shape: [1, 2, 2, 1], data: [0, 1] }),
  'imageGrid with another count of labels': () => viz.imageGrid(images, { labels: ['a'] }),
  'imageGrid with floats to 255': () => viz.imageGrid({ shape: [1, 1, 1, 1], data: [128] }),
  'topLossesPlot with another count of losses': () =>
    viz.topLossesPlot({ images, truth: ['a', 'b'], predictions: ['a', 'b'], losses: [1] }),
  'kernelPlot of three axes': () => viz.kernelPlot({ shape: [3, 3, 1], data: new Float32Array(9) }),
  'kernelPlot of a channel that is not there': () => viz.kernelPlot({ shape: [1, 1, 1, 1], data: [1] }, { channel: 1 }),
  'featureMapPlot of two images': () => viz.featureMapPlot({ shape: [2, 1, 1, 1], data: [1, 2] }),
  'activationPlot of a misspelt name': () => viz.activationPlot(['ReLU' as never]),
  'trialsPlot of failed trials': () => viz.trialsPlot([{ values: { a: 1 }, score: null }]),
  'trialsPlot without parameters': () => viz.trialsPlot([{ values: {}, score: 1 }]),
  'trialsPlot of an unknown parameter': () => viz.trialsPlot([{ values: { a: 1 }, score: 1 }], { parameter: 'rate' }),
  'runsPlot of nothing': () => viz.runsPlot({}),
  'rocPlot of nothing': () => viz.rocPlot({}),
  'rocPlot of scores': () => viz.rocPlot({ net: { truth: [0, 1], scores: [0, 1] } as never }),
  'rocPlot of two lengths': () => viz.rocPlot({ net: { falsePositiveRate: [0, 1], truePositiveRate: [0], area: 0.5 } }),
  'calibrationPlot of logits': () => viz.calibrationPlot({ predicted: [-2], observed: [0], counts: [3] }),
  'calibrationPlot of empty bins': () => viz.calibrationPlot({ predicted: [0.5], observed: [0], counts: [0] }),
  'barPlot of nothing': () => viz.barPlot({}),
  'barPlot of words': () => viz.barPlot({ kind: ['a'], name: ['b'] }, { x: 'kind', y: 'name' }),
  'barPlot of NaN': () => viz.barPlot({ a: missing }),
  'barPlot with an unknown estimator': () => viz.barPlot({ a: [1] }, { y: 'a', estimator: 'average' as never }),
  'barPlot with an unknown error bar': () => viz.barPlot({ a: [1] }, { y: 'a', errorBar: 'ci' as never }),
  'barPlot with a hue alone': () => viz.barPlot({ a: [1] }, { hue: 'a' }),
  'boxPlot of categories without numbers': () => viz.boxPlot({ kind: ['a'], mass: [1] }, { x: 'kind' }),
  'boxPlot with an unknown column': () => viz.boxPlot({ mass: [1] }, { y: 'weight' }),
  'violinPlot of missing values only': () => viz.violinPlot({ mass: [missing, null] }),
  'heatMap of another shape': () => viz.heatMap({ rows: ['a'], columns: ['b', 'c'], values: [[1]] }),
  'heatMap of fewer rows': () => viz.heatMap({ rows: ['a', 'b'], columns: ['c'], values: [[1]] }),
  'heatMap of NaN': () => viz.heatMap({ rows: ['a'], columns: ['b'], values: [[missing]] }),
  'heatMap from high to low': () => viz.heatMap({ rows: ['a'], columns: ['b'], values: [[1]] }, { min: 2, max: 1 }),
  'heatMap around NaN': () => viz.heatMap({ rows: ['a'], columns: ['b'], values: [[1]] }, { center: missing }),
  'heatMap with half a digit': () => viz.heatMap({ rows: ['a'], columns: ['b'], values: [[1]] }, { digits: 0.5 }),
  'correlationPlot of words': () => viz.correlationPlot({ kind: ['a', 'b'] }),
  'correlationMatrix by an unknown method': () => viz.correlationMatrix({ a: [1] }, { method: 'kendall' as never }),
  'precisionRecallPlot of nothing': () => viz.precisionRecallPlot({}),
  'precisionRecallPlot of points beyond 1': () =>
    viz.precisionRecallPlot({ net: { precision: [2], recall: [1], averagePrecision: 1 } }),
  'precisionRecallPlot of two lengths': () =>
    viz.precisionRecallPlot({ net: { precision: [1, 1], recall: [1], averagePrecision: 1 } }),
  'learningCurvePlot of two lengths': () =>
    viz.learningCurvePlot({ trainSizes: [1, 2], trainScores: [1], testScores: [1, 2] }),
  'learningCurvePlot without rows': () => viz.learningCurvePlot({ trainSizes: [0], trainScores: [1], testScores: [1] }),
  'learningCurvePlot of failed folds': () =>
    viz.learningCurvePlot({ trainSizes: [1], trainScores: [[missing]], testScores: [[missing]] }),
  'residualPlot of two lengths': () => viz.residualPlot({ truth: [1, 2], predictions: [1] }),
  'residualPlot with NaN': () => viz.residualPlot({ truth: [1], predictions: [missing] }),
  'residualPlot of the largest numbers': () => viz.residualPlot({ truth: [1e308], predictions: [-1e308] }),
  'featureImportancePlot of nothing': () => viz.featureImportancePlot({}),
  'featureImportancePlot of half a feature': () => viz.featureImportancePlot({ a: 1 }, { limit: 0.5 }),
  'linePlot of subnormal numbers on a log scale': () => viz.linePlot({ loss: [5e-324] }, { yScale: 'log' }),
  'runsPlot with a baseline that is NaN': () =>
    viz.runsPlot({ a: { loss: 1 } }, { baseline: { name: 'mean', value: missing } }),
  'imageGrid with half a column': () => viz.imageGrid(images, { columns: 0.5 }),
  'topLossesPlot of no image': () =>
    viz.topLossesPlot({ images, truth: ['a', 'b'], predictions: ['a', 'b'], losses: [1, 2] }, { count: 0 }),
  'pairPlot of forty columns': () =>
    viz.pairPlot(Object.fromEntries(Array.from({ length: 40 }, (_, column) => [`c${column}`, [1, 2]]))),
  'toSvg of a paragraph': () => viz.toSvg(figure),
  'htmlReport without sections': () => viz.htmlReport({ title: 'Empty', sections: [] }),
  'densityCurve of one value': () => viz.densityCurve([1]),
}

describe('a mistake gets an error that teaches', () => {
  it.each(Object.entries(mistakes))('%s', (_, make) => {
    expect(make).toThrowErrorMatchingSnapshot()
  })

  it('toPng without a size', async () => {
    await expect(viz.toPng('<svg/>', { scale: 0 })).rejects.toThrowErrorMatchingSnapshot()
    await expect(viz.toPng('<svg/>', { scale: Number.NaN })).rejects.toThrow(RangeError)
  })

  it('modelPlot of a thing without layers', async () => {
    await expect(viz.modelPlot({ layers: [] })).rejects.toThrowErrorMatchingSnapshot()
  })
})
