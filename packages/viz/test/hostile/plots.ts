import { calibrationCurve, precisionRecallCurve, rocCurve } from '@dlw/train/reports'
import * as viz from '@dlw/viz'

/** Draws a plot of numbers, and names for whatever has one: `name(0)`, `name(1)` and so on differ. */
export type HostilePlot = (values: number[], name: (index: number) => string) => Element | Promise<Element>

const record = <Value>(count: number, name: (index: number) => string, value: (index: number) => Value) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), value(index)]))

/** A table of three numeric columns and one of words. */
function table(values: number[], name: (index: number) => string): Record<string, unknown[]> {
  return {
    [name(0)]: values,
    [name(1)]: values.toReversed(),
    [name(2)]: values.map((_, row) => row),
    [name(3)]: values.map((_, row) => name(4 + (row % 3))),
  }
}

const scores = (values: number[]) => ({ truth: values.map((_, row) => row % 2), scores: values })
const layer = (name: string, inputs: viz.LayerLike[]): viz.LayerLike => ({
  name,
  getClassName: () => name,
  countParams: () => 10,
  inboundNodes: [{ inboundLayers: inputs, outputShapes: [null, 4] }],
})

/** Every plot of the package, by its name. */
export const plots: Record<string, HostilePlot> = {
  activationPlot: (_, name) => viz.activationPlot(['relu', 'tanh'], { title: name(0) }),
  barPlot: (values, name) =>
    viz.barPlot(
      record(values.length, name, (row) => values[row]!),
      { title: name(0), label: name(1) },
    ),
  'barPlot of a table': (values, name) =>
    viz.barPlot(table(values, name), { x: name(3), y: name(0), hue: name(2), errorBar: 'sd', title: name(5) }),
  boxPlot: (values, name) => viz.boxPlot(table(values, name), { x: name(3), y: name(0), title: name(9) }),
  'boxPlot of columns': (values, name) => viz.boxPlot(table(values, name), { width: 260, height: 200 }),
  calibrationPlot: (values, name) => viz.calibrationPlot(calibrationCurve(scores(values)), { title: name(0) }),
  confusionMatrixPlot: (values, name) =>
    viz.confusionMatrixPlot(
      { classes: values.map((_, row) => name(row)), counts: values.map(() => values) },
      { title: name(0) },
    ),
  correlationPlot: (values, name) => viz.correlationPlot(table(values, name), { title: name(0) }),
  featureImportancePlot: (values, name) =>
    viz.featureImportancePlot(
      record(values.length, name, (row) => values[row]!),
      { title: name(0), label: name(1) },
    ),
  featureMapPlot: (values, name) =>
    viz.featureMapPlot({ shape: [1, values.length, 2], data: [...values, ...values] }, { title: name(0) }),
  heatMap: (values, name) =>
    viz.heatMap(
      {
        rows: values.map((_, row) => name(row)),
        columns: [name(0), name(1), name(2)],
        values: values.map((value) => [value, -value, 0]),
      },
      { title: name(0), xLabel: name(3), yLabel: name(4) },
    ),
  histogramPlot: (values, name) => viz.histogramPlot(values, { label: name(0), title: name(1) }),
  historyPlot: (values, name) => viz.historyPlot({ [name(0)]: values, [`val_${name(0)}`]: values }, { title: name(1) }),
  imageGrid: (values, name) =>
    viz.imageGrid(
      { shape: [values.length, 1, 1, 1], data: values },
      { labels: values.map((_, row) => name(row)), title: name(0) },
    ),
  kernelPlot: (values, name) => viz.kernelPlot({ shape: [1, values.length, 1, 1], data: values }, { title: name(0) }),
  learningCurvePlot: (values, name) =>
    viz.learningCurvePlot(
      {
        trainSizes: values.map((_, row) => row + 1),
        trainScores: values,
        testScores: values.map((value) => [value, 1]),
      },
      { title: name(0), label: name(1) },
    ),
  linePlot: (values, name) =>
    viz.linePlot(
      record(3, name, () => values),
      { title: name(0), xLabel: name(1), yLabel: name(2), dashed: [name(1)] },
    ),
  'linePlot of many lines': (values, name) =>
    viz.linePlot(
      record(30, name, () => values),
      { title: name(0) },
    ),
  'linePlot over x': (values, name) =>
    viz.linePlot({ [name(0)]: values.map((_, row) => row) }, { x: values, xLabel: name(1) }),
  'linePlot on a log scale': (values, name) => viz.linePlot({ [name(0)]: values }, { yScale: 'log' }),
  liveHistory: (values, name) => {
    const element = { innerHTML: '' }
    const chart = viz.liveHistory(element, { metric: name(0) })
    values.forEach((value, epoch) => {
      chart.onEpochEnd(epoch, { [name(0)]: value, [`val_${name(0)}`]: value })
    })
    return element as Element
  },
  modelPlot: (values, name) => {
    const layers: viz.LayerLike[] = []
    for (const index of values.keys()) layers.push(layer(name(index), layers.slice(-2)))
    return viz.modelPlot({ layers }, { title: name(0) })
  },
  pairPlot: (values, name) => viz.pairPlot(table(values, name), { hue: name(3), title: name(0) }),
  'pairPlot with a numeric hue': (values, name) => viz.pairPlot(table(values, name), { hue: name(0) }),
  precisionRecallPlot: (values, name) =>
    viz.precisionRecallPlot(
      record(10, name, () => precisionRecallCurve(scores(values))),
      { title: name(0) },
    ),
  predictionPlot: (values, name) =>
    viz.predictionPlot({ truth: values, predictions: values.toReversed() }, { label: name(0), title: name(1) }),
  residualPlot: (values, name) =>
    viz.residualPlot({ truth: values, predictions: values.toReversed() }, { label: name(0), title: name(1) }),
  rocPlot: (values, name) =>
    viz.rocPlot(
      record(10, name, () => rocCurve(scores(values))),
      { title: name(0) },
    ),
  runsPlot: (values, name) =>
    viz.runsPlot(
      record(values.length, name, (row) => ({ [name(0)]: values[row]!, [name(1)]: 1 })),
      {
        title: name(2),
        label: name(3),
        baseline: { name: name(4), value: values[0] ?? 0 },
      },
    ),
  scatterPlot: (values, name) =>
    viz.scatterPlot(table(values, name), { x: name(0), y: name(1), hue: name(3), title: name(2) }),
  'scatterPlot with a numeric hue': (values, name) =>
    viz.scatterPlot(table(values, name), { x: name(2), y: name(1), hue: name(0) }),
  topLossesPlot: (values, name) => {
    const words = values.map((_, row) => name(row))
    const images = { shape: [values.length, 1, 1, 1], data: new Uint8Array(values.length) }
    return viz.topLossesPlot(
      { images, truth: words, predictions: words.toReversed(), losses: values },
      { title: name(0) },
    )
  },
  trialsPlot: (values, name) =>
    viz.trialsPlot(
      values.map((score, row) => ({
        score,
        values: { [name(0)]: score, [name(1)]: row % 4, [name(2)]: name(3 + row) },
      })),
      { title: name(3), label: name(4) },
    ),
  'trialsPlot against a parameter': (values, name) =>
    viz.trialsPlot(
      values.map((score, row) => ({ score, values: { [name(0)]: score, [name(1)]: name(row) } })),
      { parameter: name(values[0] === 1 ? 1 : 0), label: name(2) },
    ),
  violinPlot: (values, name) => viz.violinPlot(table(values, name), { x: name(3), y: name(0), title: name(9) }),
}
