import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { curveDash, dashSymbol } from '../../marks/line-series.ts'
import { gridPanel } from '../../panels/grid-panel.ts'
import { stepPath } from '../../panels/unit-square.ts'
import { type PrecisionRecallPoints, readShares } from '../../statistics/curve-points.ts'
import { listWords } from '../../text/list-words.ts'

/**
 * Draws precision against recall for one classifier or more, with the average precision of each: what to look at where
 * positives are rare. The dashed line is the precision of a coin, the share of positives.
 *
 * @param classifiers The curve of each, by name, as `precisionRecallCurve` of @dlw/train computes it.
 * @throws RangeError when there is no classifier, or a share is outside 0 to 1.
 * @see scikit-learn's `PrecisionRecallDisplay`
 * @example
 * ```ts
 * import { precisionRecallCurve } from '@dlw/train/reports'
 * import { precisionRecallPlot } from '@dlw/viz'
 *
 * const figure = precisionRecallPlot({
 *   network: precisionRecallCurve({ truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }),
 * })
 * figure.querySelector('desc')?.textContent // → 'Precision against recall. Average precision: network 0.83. Positives: 0.5 of the rows.'
 * ```
 */
export function precisionRecallPlot(
  classifiers: Readonly<Record<string, PrecisionRecallPoints>>,
  options: PlotOptions = {},
): SVGSVGElement {
  const { width = 440, document = createDocument() } = options
  const advice = 'Pass { name: precisionRecallCurve({ truth, scores }) } with precisionRecallCurve of @dlw/train.'
  const curves = Object.entries(classifiers).map(([name, points]) => ({
    name,
    averagePrecision: points?.averagePrecision,
    ...readShares('precisionRecallPlot', points, ['precision', 'recall'], advice),
  }))
  if (curves.length === 0) {
    throw new RangeError(`precisionRecallPlot: expected at least one classifier, received none. ${advice}`)
  }
  const entries = curves.map(({ name, averagePrecision }, index) => ({
    label: `${name} (AP ${averagePrecision.toFixed(2)})`,
    color: groupColor(index),
    symbol: dashSymbol(curveDash(index)),
  }))
  const head = figureHead(options, width, { label: '', entries })
  const height = options.height ?? width + head.height
  checkSize('precisionRecallPlot', width, height)
  const axis = (label: string) => ({ values: [0, 1], label })
  const size = { width, height: height - head.height, margin: 0 }
  const panel = gridPanel(document, { ...size, x: axis('Recall'), y: axis('Precision') })
  const prevalences = new Set(curves.flatMap(({ precision, recall }) => (recall[0] === 1 ? [precision[0]!] : [])))
  for (const prevalence of prevalences) {
    const [x, y] = [panel.scale('x'), panel.scale('y')(prevalence)]
    const line = { stroke: 'currentColor', 'stroke-opacity': 0.7, 'stroke-dasharray': '5 3' }
    panel.svg.append(svgElement(document, 'path', { d: `M${x(0)} ${y}H${x(1)}`, ...line }))
  }
  curves.forEach(({ precision, recall }, index) => {
    const line = { fill: 'none', stroke: groupColor(index), 'stroke-width': 2, 'stroke-linejoin': 'round' }
    const d = stepPath(panel, recall, precision)
    panel.svg.append(svgElement(document, 'path', { d, 'stroke-dasharray': curveDash(index), ...line }))
  })
  const areas = listWords(curves.map(({ name, averagePrecision }) => `${name} ${averagePrecision.toFixed(2)}`))
  const shares = listWords(Array.from(prevalences, (share) => String(Number(share.toPrecision(3)))))
  const positives = shares === '' ? '' : ` Positives: ${shares} of the rows.`
  return composeFigure({
    ...{ document, width, height, head, panels: [{ svg: panel.svg, x: 0, y: 0 }] },
    name: 'Precision against recall',
    description: options.description ?? `Precision against recall. Average precision: ${areas}.${positives}`,
  })
}
