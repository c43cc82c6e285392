import { linePlot } from '@dlw/viz'

/** What six dropout rates do to the loss. */
export const figure: SVGSVGElement = linePlot(
  {
    training: [1.22, 1.31, 1.4, 1.52, 1.66, 1.9],
    validation: [1.72, 1.64, 1.59, 1.58, 1.67, 1.88],
  },
  { x: [0.15, 0.3, 0.45, 0.6, 0.75, 0.9], xLabel: 'Dropout rate', yLabel: 'Loss', dashed: ['validation'] },
)
