import type { PlotOptions } from '../figure/plot-options.ts'

/** Options of `linePlot`. */
export interface LinePlotOptions extends PlotOptions {
  /** Where the points lie on the x axis, one value per point. Defaults to 0, 1, 2, … */
  x?: ArrayLike<number>
  /** Title of the x axis, with its unit. Defaults to none. */
  xLabel?: string
  /** Title of the y axis, with its unit. Defaults to the name of the only line, or none. */
  yLabel?: string
  /** `'log'` for values that differ by powers of ten; they must be above 0. Defaults to `'linear'`. */
  yScale?: 'linear' | 'log'
  /** Names of the lines to draw dashed. Each takes the colour of the solid line before it. Defaults to none. */
  dashed?: readonly string[]
}
