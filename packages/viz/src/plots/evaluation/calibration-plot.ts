import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { pathOf, unitSquare } from '../../panels/unit-square.ts'
import { type CalibrationPoints, readShares } from '../../statistics/curve-points.ts'
import { listWords } from '../../text/list-words.ts'

/**
 * Whether probabilities mean what they say: of the rows that a model gives 70 %, 70 % should be positive. Each dot is a
 * bin, its area the number of rows in it; a calibrated model lies on the diagonal.
 *
 * @param curve Mean probability, share of positives and number of rows of each bin, as `calibrationCurve` of @dlw/train
 * computes them.
 * @throws RangeError when lengths differ, a share is outside 0 to 1 or a count is not above 0.
 * @see scikit-learn's `CalibrationDisplay`
 * @example
 * ```ts
 * import { calibrationCurve } from '@dlw/train/reports'
 * import { calibrationPlot } from '@dlw/viz'
 *
 * const curve = calibrationCurve({ truth: [0, 1, 1, 1], scores: [0.2, 0.3, 0.8, 0.9] }, { bins: 2 })
 * const figure = calibrationPlot(curve)
 * figure.querySelector('desc')?.textContent // → 'Calibration of 4 probabilities: of 2 rows near 0.25, 0.5 are positive; of 2 rows near 0.85, 1 are positive.'
 * ```
 */
export function calibrationPlot(curve: CalibrationPoints, options: PlotOptions = {}): SVGSVGElement {
  const { width = 440, document = createDocument() } = options
  const advice = 'Pass calibrationCurve({ truth, scores }) of @dlw/train.'
  const { predicted, observed } = readShares('calibrationPlot', curve, ['predicted', 'observed'], advice)
  const points = predicted.map((x, bin) => ({ x, y: observed[bin]!, count: curve.counts[bin]! }))
  const wrong = points.find(({ count }) => !(count > 0 && count < Infinity))
  if (wrong) {
    throw new RangeError(`calibrationPlot: expected counts above 0, received ${wrong.count}. ${advice}`)
  }
  const head = figureHead(options, width)
  const height = options.height ?? width + head.height
  checkSize('calibrationPlot', width, height)
  const labels = { xLabel: 'Predicted probability', yLabel: 'Share of positives' }
  const panel = unitSquare(document, { width, height: height - head.height, ...labels })
  const d = pathOf(
    panel,
    points.map(({ x }) => x),
    points.map(({ y }) => y),
  )
  panel.svg.append(svgElement(document, 'path', { d, fill: 'none', stroke: groupColor(0), 'stroke-width': 1.5 }))
  const most = extent(points.map(({ count }) => count))[1]
  for (const { count, x, y } of points) {
    const place = { cx: panel.scale('x')(x), cy: panel.scale('y')(y), r: 2.5 + 7 * Math.sqrt(count / most) }
    panel.svg.append(svgElement(document, 'circle', { ...place, fill: groupColor(0), 'fill-opacity': 0.75 }))
  }
  const list = points.map(
    ({ count, x, y }) => `of ${count} rows near ${shortNumber(x)}, ${shortNumber(y)} are positive`,
  )
  return composeFigure({
    ...{ document, width, height, head, panels: [{ svg: panel.svg, x: 0, y: 0 }] },
    name: 'Calibration',
    description:
      options.description ??
      `Calibration of ${points.reduce((sum, { count }) => sum + count, 0)} probabilities: ${listWords(list, '; ')}.`,
  })
}
