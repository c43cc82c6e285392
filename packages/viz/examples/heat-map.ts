import { heatMap } from '@dlw/viz'

/** Validation loss of a small search over two parameters; one trial has failed. */
export const figure: SVGSVGElement = heatMap(
  {
    rows: ['16', '32', '64', '128'],
    columns: ['0.0', '0.2', '0.4', '0.6'],
    values: [
      [1.92, 1.81, 1.83, 1.97],
      [1.74, 1.62, 1.64, 1.79],
      [1.69, 1.55, 1.51, Number.NaN],
      [1.78, 1.6, 1.53, 1.58],
    ],
  },
  { xLabel: 'Dropout rate', yLabel: 'Units', title: 'Validation loss' },
)
