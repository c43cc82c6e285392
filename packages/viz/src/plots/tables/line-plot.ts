import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { seriesEntries, toSeries } from '../../marks/line-series.ts'
import type { LinePlotOptions } from '../../panels/line-options.ts'
import { describeLines, fitsAtEnds, linePanel } from '../../panels/line-panel.ts'
import { listWords } from '../../text/list-words.ts'

/**
 * Lines over one x axis, each labelled at its end; where there is no room for that, a legend above holds the names.
 *
 * @param lines The y values of each line by its name; a value that is not finite leaves a gap.
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
  const { width = 640, document = createDocument(), dashed = [] } = options
  const series = toSeries('linePlot', lines, options.x, dashed)
  const bare = figureHead(options, width)
  const namesAtEnds = fitsAtEnds(series, width, (options.height ?? 360 + bare.height) - bare.height)
  const hasLegend = series.length > 1 && !namesAtEnds
  const head = hasLegend ? figureHead(options, width, { label: '', entries: seriesEntries(series) }) : bare
  const height = options.height ?? 360 + head.height
  checkSize('linePlot', width, height)
  const size = { width, height: height - head.height, document, namesAtEnds }
  const panel = linePanel('linePlot', series, { ...options, ...size })
  const description =
    options.description ??
    `Line plot of ${describeLines(lines)}${options.xLabel ? ` over ${options.xLabel}` : ''}.${options.yLabel ? ` Vertical axis: ${options.yLabel}.` : ''}`
  return composeFigure({
    document,
    width,
    height,
    panels: [{ svg: panel, x: 0, y: 0 }],
    head,
    name: `Line plot of ${listWords(series.map(({ name }) => name))}`,
    description,
  })
}
