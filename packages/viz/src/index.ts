export type { ColumnSource, TableLike } from './column-source.ts'
export {
  type ConfusionMatrixLike,
  type ConfusionMatrixPlotOptions,
  confusionMatrixPlot,
} from './confusion-matrix-plot.ts'
export { type DensityCurve, type DensityCurveOptions, densityCurve } from './density-curve.ts'
export { type HistoryLike, type HistoryPlotOptions, historyPlot } from './history-plot.ts'
export { type HtmlReport, type HtmlReportBlock, type HtmlReportSection, htmlReport } from './html-report.ts'
export { type LinePlotOptions, linePlot } from './line-plot.ts'
export { type PairPlotOptions, pairPlot } from './pair-plot.ts'
export { palette } from './palette.ts'
export type { PlotOptions } from './plot-options.ts'
export { type PredictionPlotOptions, predictionPlot } from './prediction-plot.ts'
export { type ToPngOptions, toPng } from './to-png.ts'
export { toSvg } from './to-svg.ts'
