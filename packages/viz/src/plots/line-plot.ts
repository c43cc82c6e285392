import { createDocument } from '#platform'
import { composeFigure, headHeight } from '../figure/compose-figure.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { describeLines, linePanel } from '../panels/line-panel.ts'

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

/**
 * Lines over one x axis, each labelled at its end.
 *
 * @param lines The y values of each line by its name; a value that is missing (NaN) leaves a gap.
 * @throws RangeError when there is no line, or lengths differ from `x`.
 * @see seaborn's `lineplot(data=frame)`
 * @example
 * ```ts
 * import { linePlot } from '@dlw/viz'
 *
 * const figure = linePlot({ loss: [1.1, 0.7, 0.5] }, { xLabel: 'Epoch' })
 * figure.querySelector('desc')?.textContent // → 'Line plot of loss (3 points, from 1.1 to 0.5) over Epoch.'
 * ```
 */
export function linePlot(
  lines: Readonly<Record<string, ArrayLike<number>>>,
  options: LinePlotOptions = {},
): SVGSVGElement {
  const { title, width = 640, document = createDocument() } = options
  const head = headHeight(options)
  const height = options.height ?? 360 + head
  const panel = linePanel('linePlot', lines, { ...options, width, height: height - head, document })
  const names = Object.keys(lines)
  const description =
    options.description ?? `Line plot of ${describeLines(lines)}${options.xLabel ? ` over ${options.xLabel}` : ''}.`
  const name = `Line plot of ${names.join(', ')}`
  return composeFigure({
    caller: 'linePlot',
    document,
    width,
    height,
    panels: [{ svg: panel, x: 0, y: 0 }],
    title,
    name,
    description,
  })
}
