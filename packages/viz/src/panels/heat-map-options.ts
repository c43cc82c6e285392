import type { PlotOptions } from '../figure/plot-options.ts'

/** Options of `heatMap`. */
export interface HeatMapOptions extends PlotOptions {
  /** Whether cells show their numbers. Defaults to true where they fit: up to 2,500 cells. */
  annotate?: boolean
  /** Digits after the decimal point in the cells. Defaults to as many as show three significant ones. */
  digits?: number
  /** The value that is white, with red below and blue above: 0 for correlations. Defaults to none. */
  center?: number
  /** Value of the first colour. Defaults to the smallest value. */
  min?: number
  /** Value of the last colour. Defaults to the largest value. */
  max?: number
  /** Title of the horizontal axis. Defaults to none. */
  xLabel?: string
  /** Title of the vertical axis. Defaults to none. */
  yLabel?: string
}
