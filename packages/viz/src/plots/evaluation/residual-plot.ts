import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { hash } from '../../figure/hash.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { pointMarker, pointPath } from '../../marks/point-mark.ts'
import { groupSymbol } from '../../marks/symbols.ts'
import { gridPanel } from '../../panels/grid-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { deviationOf, meanOf } from '../../statistics/mean-and-spread.ts'
import { readPredictions } from '../../statistics/read-predictions.ts'

/** Options of `residualPlot`. */
export interface ResidualPlotOptions extends PlotOptions {
  /** Label of the predicted quantity, with its unit, for instance `'Sunshine hours'`. Defaults to none. */
  label?: string
}

/**
 * Draws residuals (true minus predicted values) against predictions. For a good regression they form an even band
 * around the dashed line at 0; a bend or funnel shows structure that the model has not learned.
 *
 * @param values `truth` and `predictions`, one number each per row.
 * @throws RangeError when lengths differ or a value is not finite.
 * @see scikit-learn's `PredictionErrorDisplay` with `kind='residual_vs_predicted'`, seaborn's `residplot`
 * @example
 * ```ts
 * import { residualPlot } from '@dlw/viz'
 *
 * const figure = residualPlot({ truth: [1, 2, 3], predictions: [1.5, 2, 2.5] })
 * figure.querySelector('desc')?.textContent // → 'Residuals against predicted values for 3 rows: mean 0, standard deviation 0.408.'
 * ```
 */
export function residualPlot(
  values: { truth: ArrayLike<number>; predictions: ArrayLike<number> },
  options: ResidualPlotOptions = {},
): SVGSVGElement {
  const { label, width = 560, document = createDocument() } = options
  const { truth, predictions } = readPredictions('residualPlot', values)
  const residuals = truth.map((each, row) => each - predictions[row]!)
  checkReach('residualPlot', predictions)
  checkReach(
    'residualPlot',
    residuals.map((each) => (Number.isFinite(each) ? each : 1.7e308)),
  )
  const head = figureHead(options, width)
  const height = options.height ?? 400 + head.height
  checkSize('residualPlot', width, height)
  const suffix = label === undefined ? '' : `: ${label}`
  const { svg, scale, domain } = gridPanel(document, {
    ...{ width, height: height - head.height },
    x: { values: predictions, label: `Predicted${suffix}` },
    y: { values: residuals.concat(0), label: `Residual${suffix}` },
  })
  const [x, y] = [scale('x'), scale('y')]
  const [from, to] = domain('x')
  const zero = { d: `M${x(from)} ${y(0)}H${x(to)}`, stroke: 'currentColor', 'stroke-opacity': 0.7 }
  const words = `mean ${shortNumber(meanOf(residuals))}, standard deviation ${shortNumber(deviationOf(residuals, 0))}`
  const description =
    options.description ?? `Residuals against predicted values${suffix} for ${truth.length} rows: ${words}.`
  const id = `dlw-${hash(description)}`
  svg.append(
    svgElement(document, 'path', { ...zero, 'stroke-dasharray': '5 3' }),
    svgElement(document, 'defs', {}, [pointMarker(document, id, { color: groupColor(0), symbol: groupSymbol(0) })]),
    pointPath(document, id, predictions.map(x), residuals.map(y)),
  )
  return composeFigure({
    ...{ document, width, height, head, description },
    panels: [{ svg, x: 0, y: 0 }],
    name: 'Residuals against predicted values',
  })
}
