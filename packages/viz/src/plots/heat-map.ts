import { createDocument } from '#platform'
import type { ColorScheme } from '../figure/color-scale.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { type HeatMapData, heatMapFigure } from '../panels/heat-map-figure.ts'

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

/**
 * Draws a matrix as coloured cells with their numbers. Cells that are missing (NaN) are empty.
 *
 * @param data Names of rows and columns, and `values` of shape [rows, columns].
 * @throws RangeError when the shape does not fit the names, or no value is finite.
 * @see seaborn's `heatmap(data, annot=True)`
 * @example
 * ```ts
 * import { heatMap } from '@dlw/viz'
 *
 * const figure = heatMap({ rows: ['Mon', 'Tue'], columns: ['am', 'pm'], values: [[1, 2], [3, 4]] })
 * figure.querySelector('desc')?.textContent // → 'Heat map of 2 rows and 2 columns: values from 1 (Mon, am) to 4 (Tue, pm).'
 * ```
 */
export function heatMap(data: HeatMapData, options: HeatMapOptions = {}): SVGSVGElement {
  const { center, document = createDocument(), ...rest } = options
  const scheme: ColorScheme = center === undefined ? 'blues' : 'diverging'
  return heatMapFigure(data, {
    ...rest,
    ...{ caller: 'heatMap', document, scheme, name: 'Heat map' },
    ...(center === undefined ? {} : { center }),
  })
}
