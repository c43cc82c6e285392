import { topLossesPlot } from '@dlw/viz'
import { drawShapes, names } from './data/shapes.ts'

/** What a classifier of shapes gets most wrong. */
export const figure: SVGSVGElement = topLossesPlot(
  {
    images: drawShapes(),
    truth: names,
    predictions: ['ring', 'square', 'triangle', 'disc', 'square'],
    losses: [1.84, 0.12, 0.71, 2.96, 1.1],
  },
  { count: 3 },
)
