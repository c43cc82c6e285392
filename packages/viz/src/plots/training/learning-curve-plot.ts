import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { groupSymbol } from '../../marks/symbols.ts'
import { gridPanel } from '../../panels/grid-panel.ts'
import type { PlotPanel } from '../../panels/plot-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { type LearningCurveScores, type ScoreBand, scoreBand } from '../../statistics/learning-curve.ts'

/** Options of `learningCurvePlot`. */
export interface LearningCurvePlotOptions extends PlotOptions {
  /** What the scores are, for instance `'accuracy'`. Defaults to `'score'`. */
  label?: string
}

/**
 * Draws scores over the number of training rows: whether more rows would help. Lines are means over the folds, bands
 * one standard deviation. Two lines that have met need another model, a gap between them needs more rows.
 *
 * @param curve Sizes, and the scores on training and on other rows at each size.
 * @throws RangeError when lengths differ or no score is finite.
 * @see scikit-learn's `LearningCurveDisplay` and `learning_curve`
 * @example
 * ```ts
 * import { learningCurvePlot } from '@dlw/viz'
 *
 * const curve = { trainSizes: [50, 100], trainScores: [[1, 0.9], [0.9, 0.9]], testScores: [[0.6, 0.8], [0.8, 0.8]] }
 * const figure = learningCurvePlot(curve, { label: 'accuracy' })
 * figure.querySelector('desc')?.textContent // → 'Learning curve: accuracy over 50 to 100 training rows. Training from 0.95 to 0.9, test from 0.7 to 0.8.'
 * ```
 */
export function learningCurvePlot(curve: LearningCurveScores, options: LearningCurvePlotOptions = {}): SVGSVGElement {
  const { label = 'score', width = 560, document = createDocument() } = options
  const { sizes, lines } = readCurve(curve)
  const entries = lines.map(({ name }, index) => ({
    label: name,
    color: groupColor(index),
    symbol: groupSymbol(index),
  }))
  const head = figureHead(options, width, { label: '', entries })
  const height = options.height ?? 360 + head.height
  checkSize('learningCurvePlot', width, height)
  const ends = lines.flatMap(({ mean, spread }) =>
    mean.flatMap((each, index) => [each - spread[index]!, each + spread[index]!]),
  )
  checkReach('learningCurvePlot', ends)
  const panel = gridPanel(document, {
    ...{ width, height: height - head.height },
    x: { values: sizes, label: 'Training rows' },
    y: { values: ends, label },
  })
  lines.forEach((line, index) => {
    panel.svg.append(...drawLine(document, panel, sizes, line, index))
  })
  const [first, last] = [0, sizes.length - 1]
  const range = ({ mean }: ScoreBand): string => `from ${shortNumber(mean[first])} to ${shortNumber(mean[last])}`
  const [training, test] = lines.map(range)
  const missing = lines.reduce((sum, line) => sum + line.missing, 0)
  const description =
    options.description ??
    `Learning curve: ${label} over ${sizes[first]} to ${sizes[last]} training rows. Training ${training}, test ${test}.` +
      `${missing > 0 ? ` ${missing} scores that are not finite are left out.` : ''}`
  return composeFigure({
    ...{ document, width, height, head, description },
    panels: [{ svg: panel.svg, x: 0, y: 0 }],
    name: 'Learning curve',
  })
}

function readCurve(curve: LearningCurveScores): { sizes: number[]; lines: (ScoreBand & { name: string })[] } {
  const { trainSizes, trainScores, testScores } = curve
  const order = Array.from(trainSizes, (_, index) => index).sort((a, b) => trainSizes[a]! - trainSizes[b]!)
  const wrong = Array.from(trainSizes).find((size) => !(size > 0 && size <= 1e307))
  if (!(order.length > 0 && wrong === undefined)) {
    throw new RangeError(
      `learningCurvePlot: expected numbers of rows above 0, received trainSizes with ${wrong ?? 'no entries'}. Pass the sizes that were trained on.`,
    )
  }
  const lines = Object.entries({ training: trainScores, test: testScores }).map(([name, scores]) => {
    if (scores?.length !== order.length) {
      throw new RangeError(
        `learningCurvePlot: expected one entry of scores per size, received ${scores?.length} on ${name} rows for ${order.length} sizes. Pass shape [sizes, folds].`,
      )
    }
    return { name, ...scoreBand(order.map((index) => scores[index]!)) }
  })
  if (!lines.every(({ mean }) => mean.some(Number.isFinite))) {
    throw new RangeError(
      'learningCurvePlot: expected finite scores, received a line without any. Look at why the folds failed.',
    )
  }
  return { sizes: order.map((index) => trainSizes[index]!), lines }
}

function drawLine(
  document: Document,
  panel: PlotPanel,
  sizes: readonly number[],
  { mean, spread }: ScoreBand,
  index: number,
): SVGElement[] {
  const [x, y, color] = [panel.scale('x'), panel.scale('y'), groupColor(index)]
  const known = mean.flatMap((each, size) => (Number.isFinite(each) ? [size] : []))
  const at = (size: number, sign: number): string => `${x(sizes[size]!)} ${y(mean[size]! + sign * spread[size]!)}`
  const band = `M${[...known.map((size) => at(size, 1)), ...known.toReversed().map((size) => at(size, -1))].join('L')}Z`
  const d = `M${known.map((size) => at(size, 0)).join('L')}`
  return [
    svgElement(document, 'path', { d: band, fill: color, 'fill-opacity': 0.2 }),
    svgElement(document, 'path', { d, fill: 'none', stroke: color, 'stroke-width': 2 }),
    ...known.map((size) => {
      const transform = `translate(${at(size, 0).replace(' ', ',')}) scale(1.3)`
      return svgElement(document, 'path', { d: groupSymbol(index), fill: color, transform })
    }),
  ]
}
