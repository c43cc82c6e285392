import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../figure/compose-figure.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { figureHead } from '../figure/figure-head.ts'
import { groupColor } from '../figure/palette.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { shortNumber } from '../figure/short-number.ts'
import { pathOf, unitSquare } from '../panels/unit-square.ts'
import { listWords } from '../text/list-words.ts'
import { type BinaryScores, readBinaryScores } from './roc-curve.ts'

/** Options of `calibrationPlot`. */
export interface CalibrationPlotOptions extends PlotOptions {
  /** How many bins of one width the probabilities fall into. Defaults to 10. */
  bins?: number
}

/**
 * Whether probabilities mean what they say: of the rows that a model gives 70 %, 70 % should be positive. Each dot is a
 * bin, its area the number of rows in it; a calibrated model lies on the diagonal.
 *
 * @param binary The truth and the probability of the positive class, from 0 to 1, one entry per row.
 * @throws RangeError when lengths differ or a probability is outside 0 to 1.
 * @see scikit-learn's `CalibrationDisplay`
 * @example
 * ```ts
 * import { calibrationPlot } from '@dlw/viz'
 *
 * const figure = calibrationPlot({ truth: [0, 1, 1, 1], scores: [0.2, 0.3, 0.8, 0.9] }, { bins: 2 })
 * figure.querySelector('desc')?.textContent // → 'Calibration of 4 probabilities: of 2 rows near 0.25, 0.5 are positive; of 2 rows near 0.85, 1 are positive.'
 * ```
 */
export function calibrationPlot(binary: BinaryScores, options: CalibrationPlotOptions = {}): SVGSVGElement {
  const { bins = 10, width = 440, document = createDocument() } = options
  const { truth, scores } = readBinaryScores('calibrationPlot', binary)
  const wrong = scores.find((score) => !(score >= 0 && score <= 1))
  if (wrong !== undefined || scores.length === 0) {
    throw new RangeError(
      `calibrationPlot: expected probabilities from 0 to 1, received ${wrong ?? 'none'}. Pass the output of a sigmoid or softmax.`,
    )
  }
  if (!(Number.isInteger(bins) && bins > 0)) {
    throw new RangeError(`calibrationPlot: expected bins as a positive integer, received bins=${bins}. Use 5 to 20.`)
  }
  const filled = Array.from({ length: bins }, () => ({ count: 0, score: 0, positive: 0 }))
  scores.forEach((score, row) => {
    const bin = filled[Math.min(bins - 1, Math.floor(score * bins))]!
    bin.count += 1
    bin.score += score
    bin.positive += truth[row] ? 1 : 0
  })
  const points = filled
    .filter(({ count }) => count > 0)
    .map(({ count, score, positive }) => ({ count, x: score / count, y: positive / count }))
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
    description: options.description ?? `Calibration of ${scores.length} probabilities: ${listWords(list, '; ')}.`,
  })
}
