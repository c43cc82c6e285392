import { trialsPlot } from '@dlw/viz'

/** A grid of six trials: the best one stands out. */
const units = [32, 64, 128]
export const figure: SVGSVGElement = trialsPlot(
  units.flatMap((size, row) =>
    ['adam', 'rmsprop'].map((optimizer, column) => ({
      values: { units: size, optimizer, dropout: [0.6, 0.2, 0.4, 0.3, 0.5, 0.1][2 * row + column]! },
      score: [1.71, 1.82, 1.58, 1.66, 1.62, 1.9][2 * row + column]!,
    })),
  ),
  { label: 'val_loss' },
)
