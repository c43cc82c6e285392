import { createDocument } from '#platform'
import { composeFigure, headHeight } from '../figure/compose-figure.ts'
import { svgElement } from '../figure/elements.ts'
import { groupColor } from '../figure/palette.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { pathOf, unitSquare } from '../panels/unit-square.ts'
import { type BinaryScores, rocCurve } from './roc-curve.ts'

/** Curves differ by their dashes as well as by colour; each with what stands for it in the legend. */
const dashes = [
  { dash: undefined, symbol: 'M-5-1H4.5V1H-5z' },
  { dash: '7 4', symbol: 'M-5-1H-1V1H-5zM.5-1H4.5V1H.5z' },
  { dash: '2 3', symbol: 'M-5-1H-3V1H-5zM-1-1H1V1H-1zM2.5-1H4.5V1H2.5z' },
] as const

/**
 * The receiver operating characteristic of one classifier or more, with the area below each curve.
 *
 * @param classifiers What each said, by name. For several classes, one entry per class against the rest.
 * @throws RangeError when there is none, or as `rocCurve` does.
 * @see scikit-learn's `RocCurveDisplay`
 * @example
 * ```ts
 * import { rocPlot } from '@dlw/viz'
 *
 * const figure = rocPlot({ network: { truth: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] } })
 * figure.querySelector('desc')?.textContent // → 'Receiver operating characteristic. Area below the curve: network 0.75.'
 * ```
 */
export function rocPlot(classifiers: Readonly<Record<string, BinaryScores>>, options: PlotOptions = {}): SVGSVGElement {
  const { title, width = 440, document = createDocument() } = options
  const curves = Object.entries(classifiers).map(([name, scores]) => ({ name, ...rocCurve(scores) }))
  if (curves.length === 0) {
    throw new RangeError('rocPlot: expected at least one classifier, received none. Pass { name: { truth, scores } }.')
  }
  const head = headHeight(options, true)
  const height = options.height ?? width + head
  const labels = { xLabel: 'False positive rate', yLabel: 'True positive rate' }
  const panel = unitSquare(document, { width, height: height - head, ...labels })
  const entries = curves.map(({ name, area, falsePositiveRate, truePositiveRate }, index) => {
    const d = pathOf(panel, falsePositiveRate, truePositiveRate)
    const { dash, symbol } = dashes[index % dashes.length]!
    const line = {
      d,
      fill: 'none',
      'stroke-dasharray': dash,
      stroke: groupColor(index),
      'stroke-width': 2,
      'stroke-linejoin': 'round',
    }
    panel.svg.append(svgElement(document, 'path', line))
    return { label: `${name} (AUC ${area.toFixed(2)})`, color: groupColor(index), symbol }
  })
  const areas = curves.map(({ name, area }) => `${name} ${area.toFixed(2)}`).join(', ')
  return composeFigure({
    ...{ caller: 'rocPlot', document, width, height, title, panels: [{ svg: panel.svg, x: 0, y: 0 }] },
    name: 'Receiver operating characteristic',
    description: options.description ?? `Receiver operating characteristic. Area below the curve: ${areas}.`,
    legend: { label: '', entries },
  })
}
