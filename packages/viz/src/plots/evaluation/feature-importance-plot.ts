import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { checkCount } from '../../panels/image-tiles.ts'
import { rowPanel } from '../../panels/row-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { rankImportances } from '../../statistics/rank-importances.ts'
import { listWords } from '../../text/list-words.ts'

/** Options of `featureImportancePlot`. */
export interface FeatureImportancePlotOptions extends PlotOptions {
  /** How many features to draw, the most important first. Defaults to 20. */
  limit?: number
  /** What the numbers are. Defaults to `'importance'`. */
  label?: string
}

/**
 * Draws how important each feature is, the most important first. Several numbers of one feature, such as the repeats of
 * a permutation importance, are a bar for their mean with a line of one standard deviation to both sides.
 *
 * @param importances One number, or one per repeat, by the name of the feature.
 * @throws RangeError when no feature has a finite number or `limit` is not a positive integer.
 * @see scikit-learn's `permutation_importance` and `feature_importances_`
 * @example
 * ```ts
 * import { featureImportancePlot } from '@dlw/viz'
 *
 * const figure = featureImportancePlot({ age: 0.1, mass: [0.3, 0.5], length: 0.02 })
 * figure.querySelector('desc')?.textContent // → 'The 3 most important of 3 features: mass 0.4 ± 0.1, age 0.1, length 0.02.'
 * ```
 */
export function featureImportancePlot(
  importances: Readonly<Record<string, number | ArrayLike<number>>>,
  options: FeatureImportancePlotOptions = {},
): SVGSVGElement {
  const { limit = 20, label = 'importance', width = 560, document = createDocument() } = options
  checkCount('featureImportancePlot', 'limit', limit)
  const { ranked, missing } = rankImportances('featureImportancePlot', importances)
  const shown = ranked.slice(0, limit)
  const ends = shown.flatMap(({ mean, spread }) => [mean - spread, mean + spread])
  checkReach('featureImportancePlot', ends)
  const head = figureHead(options, width)
  const height = options.height ?? head.height + 26 * shown.length + 58
  checkSize('featureImportancePlot', width, height)
  const panel = rowPanel(document, {
    ...{ width, height: height - head.height, label, names: shown.map(({ name }) => name) },
    values: [0, ...(ends.every((end) => end === 0) ? [1] : ends)],
  })
  shown.forEach(({ mean, spread }, row) => {
    const [zero, end, y] = [panel.x(0), panel.x(mean), panel.rowOf(row)]
    const high = Math.min(18, panel.step * 0.7)
    const bar = { x: Math.min(zero, end), y: y - high / 2, width: Math.abs(end - zero), height: high }
    panel.svg.append(svgElement(document, 'rect', { ...bar, fill: groupColor(0) }))
    if (!(spread > 0)) return
    const [low, top] = [panel.x(mean - spread), panel.x(mean + spread)]
    const d = `M${low} ${y}H${top}M${low} ${y - 4}V${y + 4}M${top} ${y - 4}V${y + 4}`
    panel.svg.append(svgElement(document, 'path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }))
  })
  const axis = { d: `M${panel.x(0)} 4V${panel.bottom}`, stroke: 'currentColor', 'stroke-opacity': 0.5 }
  panel.svg.append(svgElement(document, 'path', axis))
  const list = shown.map(
    ({ name, mean, spread }) => `${name} ${shortNumber(mean)}${spread > 0 ? ` ± ${shortNumber(spread)}` : ''}`,
  )
  const gaps = missing.length === 0 ? '' : ` No finite number for ${listWords(missing)}.`
  const words = `The ${shown.length} most important of ${ranked.length} features${label === 'importance' ? '' : ` by ${label}`}: ${listWords(list)}.${gaps}`
  return composeFigure({
    ...{ document, width, height, head, name: 'Feature importance' },
    panels: [{ svg: panel.svg, x: 0, y: 0 }],
    description: options.description ?? words,
  })
}
