import { trialsPlot } from '@dlw/viz'

/** The validation loss of twelve trials against one of their parameters. */
const rates = [0.05, 0.12, 0.18, 0.25, 0.33, 0.41, 0.48, 0.55, 0.62, 0.7, 0.78, 0.88]
const scores = [1.93, 1.88, 1.76, 1.79, 1.66, 1.62, 1.59, 1.64, 1.57, 1.63, 1.75, 1.96]
export const figure: SVGSVGElement = trialsPlot(
  rates.map((dropout, index) => ({ values: { dropout }, score: scores[index]! })),
  { parameter: 'dropout', label: 'val_loss' },
)
