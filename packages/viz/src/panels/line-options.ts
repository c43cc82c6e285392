import type { PlotOptions } from '../figure/plot-options.ts'

/** Options of `linePlot`. */
export interface LinePlotOptions extends PlotOptions {
  /** X values of the points, one per point. Defaults to 0, 1, 2, … */
  x?: ArrayLike<number>
  /** Title of the x axis, with its unit. Defaults to none. */
  xLabel?: string
  /** Title of the y axis, with its unit. Defaults to the name of the only line, or none. */
  yLabel?: string
  /** Scale of the y axis; `'log'` requires positive values. Defaults to `'linear'`. */
  yScale?: 'linear' | 'log'
  /** Names of lines to draw dashed, in the colour of the preceding solid line. Defaults to none. */
  dashed?: readonly string[]
}
