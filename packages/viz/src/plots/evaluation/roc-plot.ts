import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { figureHead } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { curveDash, dashSymbol } from '../../marks/line-series.ts'
import { pathOf, unitSquare } from '../../panels/unit-square.ts'
import { type RocPoints, readShares } from '../../statistics/curve-points.ts'
import { listWords } from '../../text/list-words.ts'

/**
 * The receiver operating characteristic of one classifier or more, with the area below each curve.
 *
 * @param classifiers The curve of each, by name, as `rocCurve` of @dlw/train computes it. For several classes, one curve
 * per class against the rest.
 * @throws RangeError when there is no classifier, or a rate is outside 0 to 1.
 * @see scikit-learn's `RocCurveDisplay`
 * @example
 * ```ts
 * import { rocCurve } from '@dlw/train/reports'
 * import { rocPlot } from '@dlw/viz'
 *
 * const figure = rocPlot({ network: rocCurve({ truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] }) })
 * figure.querySelector('desc')?.textContent // → 'Receiver operating characteristic. Area below the curve: network 0.75.'
 * ```
 */
export function rocPlot(classifiers: Readonly<Record<string, RocPoints>>, options: PlotOptions = {}): SVGSVGElement {
  const { width = 440, document = createDocument() } = options
  const advice = 'Pass { name: rocCurve({ truth, scores }) } with rocCurve of @dlw/train.'
  const curves = Object.entries(classifiers).map(([name, points]) => ({
    name,
    area: points?.area,
    ...readShares('rocPlot', points, ['falsePositiveRate', 'truePositiveRate'], advice),
  }))
  if (curves.length === 0) throw new RangeError(`rocPlot: expected at least one classifier, received none. ${advice}`)
  const entries = curves.map(({ name, area }, index) => ({
    label: `${name} (AUC ${area.toFixed(2)})`,
    color: groupColor(index),
    symbol: dashSymbol(curveDash(index)),
  }))
  const head = figureHead(options, width, { label: '', entries })
  const height = options.height ?? width + head.height
  checkSize('rocPlot', width, height)
  const labels = { xLabel: 'False positive rate', yLabel: 'True positive rate' }
  const panel = unitSquare(document, { width, height: height - head.height, ...labels })
  curves.forEach(({ falsePositiveRate, truePositiveRate }, index) => {
    const line = {
      d: pathOf(panel, falsePositiveRate, truePositiveRate),
      fill: 'none',
      'stroke-dasharray': curveDash(index),
      stroke: groupColor(index),
      'stroke-width': 2,
      'stroke-linejoin': 'round',
    }
    panel.svg.append(svgElement(document, 'path', line))
  })
  const areas = listWords(curves.map(({ name, area }) => `${name} ${area.toFixed(2)}`))
  return composeFigure({
    ...{ document, width, height, head, panels: [{ svg: panel.svg, x: 0, y: 0 }] },
    name: 'Receiver operating characteristic',
    description: options.description ?? `Receiver operating characteristic. Area below the curve: ${areas}.`,
  })
}
