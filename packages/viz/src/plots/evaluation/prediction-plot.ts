import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { hash } from '../../figure/hash.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { identityLine } from '../../marks/identity-line.ts'
import { pointMarker, pointPath } from '../../marks/point-mark.ts'
import { groupSymbol } from '../../marks/symbols.ts'
import { gridPanel } from '../../panels/grid-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { readPredictions } from '../../statistics/read-predictions.ts'

/** Options of `predictionPlot`. */
export interface PredictionPlotOptions extends PlotOptions {
  /** Label of the predicted quantity, with its unit, for instance `'Sunshine hours'`. Defaults to none. */
  label?: string
}

/**
 * Draws predictions against true values; on the diagonal, both are equal.
 *
 * @param values `truth` and `predictions`, one number each per row.
 * @throws RangeError when lengths differ or a value is not finite.
 * @see matplotlib's `scatter(truth, predictions)` with `axline((0, 0), slope=1)`
 * @example
 * ```ts
 * import { predictionPlot } from '@dlw/viz'
 *
 * const figure = predictionPlot({ truth: [1, 2, 3], predictions: [1.1, 1.8, 3.3] }, { label: 'Sunshine hours' })
 * figure.querySelector('desc')?.textContent // → 'Predicted against true values: Sunshine hours for 3 rows with the line where both are equal; root mean squared error 0.216.'
 * ```
 */
export function predictionPlot(
  values: { truth: ArrayLike<number>; predictions: ArrayLike<number> },
  options: PredictionPlotOptions = {},
): SVGSVGElement {
  const { label, width = 440, document = createDocument() } = options
  const { truth, predictions } = readPredictions('predictionPlot', values)
  const all = truth.concat(predictions)
  checkReach('predictionPlot', all)
  const head = figureHead(options, width)
  const height = options.height ?? width + head.height
  checkSize('predictionPlot', width, height)
  const suffix = label === undefined ? '' : `: ${label}`
  const panel = gridPanel(document, {
    width,
    height: height - head.height,
    x: { values: all, label: `True${suffix}` },
    y: { values: all, label: `Predicted${suffix}` },
  })
  const { svg, scale } = panel
  svg.append(identityLine(document, panel))
  // In units of the largest error, because squares of very large numbers overflow.
  const largest = extent(truth.map((each, index) => Math.abs(each - predictions[index]!)))[1] || 1
  const squares = truth.reduce((sum, each, index) => sum + ((each - predictions[index]!) / largest) ** 2, 0)
  const error = largest * Math.sqrt(squares / truth.length)
  const description =
    options.description ??
    `Predicted against true values${suffix} for ${truth.length} rows with the line where both are equal; root mean squared error ${shortNumber(error)}.`
  const id = `dlw-${hash(description)}`
  svg.append(
    svgElement(document, 'defs', {}, [pointMarker(document, id, { color: groupColor(0), symbol: groupSymbol(0) })]),
    pointPath(document, id, truth.map(scale('x')), predictions.map(scale('y'))),
  )
  const name = 'Predictions against true values'
  return composeFigure({
    document,
    width,
    height,
    panels: [{ svg, x: 0, y: 0 }],
    head,
    name,
    description,
  })
}
