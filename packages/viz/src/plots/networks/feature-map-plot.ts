import { createDocument } from '#platform'
import { extent } from '../../figure/extent.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { colorRaster } from '../../figure/raster.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { checkCount, pictureGrid } from '../../panels/image-tiles.ts'

/** Options of `featureMapPlot`. */
export interface FeatureMapPlotOptions extends PlotOptions {
  /** How many maps to show at most. Defaults to 32. */
  limit?: number
  /** Maps side by side. Defaults to 8. */
  columns?: number
}

/**
 * What the filters of a layer answer to one image: dark where a filter is silent, bright where it answers most. All
 * maps share one scale, so that a filter that never answers stays dark. Maps with negative values are red below and blue
 * above 0.
 *
 * @param maps The layer's output for one image, shape [height, width, filters] or [1, height, width, filters].
 * @throws RangeError when the shape does not fit.
 * @example
 * ```ts
 * import { featureMapPlot } from '@dlw/viz'
 *
 * const figure = featureMapPlot({ shape: [2, 2, 2], data: [0, 1, 0, 2, 1, 0, 3, 0] })
 * figure.querySelector('desc')?.textContent // → '2 of 2 feature maps of 2 by 2; 0 dark to 3 bright.'
 * ```
 */
export function featureMapPlot(
  maps: { shape: readonly number[]; data: ArrayLike<number> },
  options: FeatureMapPlotOptions = {},
): SVGSVGElement {
  const { limit = 32, columns = 8, document = createDocument() } = options
  const shape = maps.shape.length === 4 && maps.shape[0] === 1 ? maps.shape.slice(1) : maps.shape
  const [height = 0, width = 0, filters = 0] = shape
  const values = Array.from(maps.data)
  if (!(shape.length === 3 && values.length > 0 && values.length === height * width * filters)) {
    throw new RangeError(
      `featureMapPlot: expected maps of shape [height, width, filters] for one image, received shape=[${maps.shape.join(', ')}] with ${values.length} values. Predict a batch of one image.`,
    )
  }
  const [least, most] = extent(values)
  const kind = least < 0 ? 'diverging' : 'sequential'
  const scale = Math.max(most, -least, 0)
  checkCount('featureMapPlot', 'limit', limit)
  const broken = values.filter((value) => !Number.isFinite(value)).length
  const shown = Math.min(limit, filters)
  const pictures = Array.from({ length: shown }, (_, filter) => {
    const map = Array.from({ length: height * width }, (_, position) => values[position * filters + filter]!)
    return { raster: colorRaster(map, width, kind, scale), lines: [String(filter)] }
  })
  const colors =
    kind === 'diverging'
      ? `−${shortNumber(scale)} red, 0 white, ${shortNumber(scale)} blue`
      : `0 dark to ${shortNumber(scale)} bright`
  const note = broken === 0 ? colors : `${colors}; ${broken} values are not finite: NaN is magenta`
  const description = options.description ?? `${shown} of ${filters} feature maps of ${height} by ${width}; ${note}.`
  const size = { width: options.width ?? Math.max(240, Math.min(columns, shown) * 92 + 12) }
  return pictureGrid(pictures, {
    ...options,
    caller: 'featureMapPlot',
    ...size,
    columns,
    document,
    name: 'Feature maps',
    description,
    note,
  })
}
