import { createDocument } from '#platform'
import type { ColorScheme } from '../../figure/color-scale.ts'
import { type HeatMapData, heatMapFigure } from '../../panels/heat-map-figure.ts'
import type { HeatMapOptions } from '../../panels/heat-map-options.ts'

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
