import { createDocument } from '#platform'
import { extent } from '../../figure/extent.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { colorRaster } from '../../figure/raster.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { checkCount, pictureGrid } from '../../panels/image-tiles.ts'

/** Options of `kernelPlot`. */
export interface KernelPlotOptions extends PlotOptions {
  /** Which input channel to show. Defaults to 0. */
  channel?: number
  /** How many kernels to show at most. Defaults to 32. */
  limit?: number
  /** Kernels side by side. Defaults to 8. */
  columns?: number
}

/**
 * The kernels of a convolution as pictures: negative weights red, zero white, positive ones blue, on one scale.
 *
 * @param kernels Shape [height, width, input channels, filters], as a `Conv2D` layer keeps them.
 * @throws RangeError when the shape or the channel does not fit.
 * @see `layer.get_weights()[0]` in Keras
 * @example
 * ```ts
 * import { kernelPlot } from '@dlw/viz'
 *
 * const edges = { shape: [3, 3, 1, 1], data: [-1, -1, -1, -1, 8, -1, -1, -1, -1] }
 * kernelPlot(edges).querySelector('desc')?.textContent // → '1 of 1 kernels of 3 by 3 weights for input channel 0; −8 red, 0 white, 8 blue.'
 * ```
 */
export function kernelPlot(
  kernels: { shape: readonly number[]; data: ArrayLike<number> },
  options: KernelPlotOptions = {},
): SVGSVGElement {
  const { channel = 0, limit = 32, columns = 8, document = createDocument() } = options
  const { shape, data } = kernels
  const [height = 0, width = 0, inputs = 0, filters = 0] = shape
  if (!(shape.length === 4 && data.length > 0 && data.length === height * width * inputs * filters)) {
    throw new RangeError(
      `kernelPlot: expected kernels of shape [height, width, inputs, filters], received shape=[${shape.join(', ')}] with ${data.length} values. Pass the first weight of a Conv2D layer.`,
    )
  }
  if (!(Number.isInteger(channel) && channel >= 0 && channel < inputs)) {
    throw new RangeError(
      `kernelPlot: expected channel from 0 to ${inputs - 1}, received channel=${channel}. Choose one of the layer's input channels.`,
    )
  }
  checkCount('kernelPlot', 'limit', limit)
  const weight = (position: number, filter: number): number => data[(position * inputs + channel) * filters + filter]!
  const shown = Math.min(limit, filters)
  const all = Array.from({ length: shown }, (_, filter) =>
    Array.from({ length: height * width }, (_, position) => weight(position, filter)),
  )
  const [low, high] = extent(all.flat())
  const peak = Math.max(0, high, -low)
  const broken = all.flat().filter((value) => !Number.isFinite(value)).length
  const pictures = all.map((values, filter) => ({
    raster: colorRaster(values, width, 'diverging', peak),
    lines: [String(filter)],
  }))
  const range = `−${shortNumber(peak)} red, 0 white, ${shortNumber(peak)} blue${broken === 0 ? '' : `; ${broken} weights are not finite: NaN is magenta`}`
  const description =
    options.description ??
    `${shown} of ${filters} kernels of ${height} by ${width} weights for input channel ${channel}; ${range}.`
  const size = { width: options.width ?? Math.max(240, Math.min(columns, shown) * 84 + 12) }
  return pictureGrid(pictures, {
    ...options,
    caller: 'kernelPlot',
    ...size,
    columns,
    document,
    name: 'Kernels',
    description,
    note: range,
  })
}
