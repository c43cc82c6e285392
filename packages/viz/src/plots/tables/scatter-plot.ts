import { createDocument } from '#platform'
import type { ColumnSource } from '../../figure/column-source.ts'
import { completeRows, describeHue, hueLegend } from '../../figure/complete-rows.ts'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { hash } from '../../figure/hash.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { pointMarker, pointPath } from '../../marks/point-mark.ts'
import { droppedWords } from '../../panels/category-figure.ts'
import { gridPanel } from '../../panels/grid-panel.ts'
import { labelOf } from '../../text/label-of.ts'

/** Options of `scatterPlot`. */
export interface ScatterPlotOptions extends PlotOptions {
  /** Name of the column on the x axis. */
  x: string
  /** Name of the column on the y axis. */
  y: string
  /**
   * Colour of the points: the name of a column, or one value per row. Strings and up to ten distinct integers are
   * groups with a symbol each; other numbers use a colour scale. Defaults to one colour.
   */
  hue?: string | ArrayLike<unknown>
  /** Display names of columns, for instance with a unit. */
  labels?: Readonly<Record<string, string>>
}

/**
 * Draws one numeric column against another. Rows with a missing value are left out; the description says how many.
 *
 * @param columns Columns by name, or a table.
 * @throws RangeError when a column is missing or not numeric, or `hue` has a different length.
 * @see seaborn's `scatterplot(data, x=…, y=…, hue=…)`
 * @example
 * ```ts
 * import { scatterPlot } from '@dlw/viz'
 *
 * const figure = scatterPlot({ mass: [3700, 5000], flipper: [190, 220] }, { x: 'mass', y: 'flipper' })
 * figure.querySelector('desc')?.textContent // → 'flipper against mass for 2 rows.'
 * ```
 */
export function scatterPlot(columns: ColumnSource, options: ScatterPlotOptions): SVGSVGElement {
  const { x, y, hue, labels = {}, width = 560, document = createDocument() } = options
  const data = completeRows('scatterPlot', columns, hue, [x, y])
  const label = (name: string): string => labelOf(labels, name)
  const xs = data.columns.get(x)!
  const ys = data.columns.get(y)!
  const head = figureHead(options, width, hue === undefined ? undefined : hueLegend(data, label(data.hueName)))
  const height = options.height ?? 420 + head.height
  checkSize('scatterPlot', width, height)
  const { svg, scale } = gridPanel(document, {
    width,
    height: height - head.height,
    x: { values: xs, label: label(x) },
    y: { values: ys, label: label(y) },
  })
  const description =
    options.description ??
    `${label(y)} against ${label(x)} for ${xs.length} rows${hue === undefined ? '' : describeHue(data, label(data.hueName))}.${droppedWords(data.dropped)}`
  const markerId = (group: number): string => `dlw-${hash(description)}-${group}`
  const markers = data.looks.map((look, group) => pointMarker(document, markerId(group), look))
  svg.append(svgElement(document, 'defs', {}, markers))
  data.looks.forEach(({ rows }, group) => {
    const [left, top] = [rows.map((row) => scale('x')(xs[row]!)), rows.map((row) => scale('y')(ys[row]!))]
    svg.append(pointPath(document, markerId(group), left, top, xs.length))
  })
  return composeFigure({
    ...{ document, width, height, panels: [{ svg, x: 0, y: 0 }], head, description },
    name: `${label(y)} against ${label(x)}`,
  })
}
