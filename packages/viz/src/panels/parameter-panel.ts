import * as Plot from '@observablehq/plot'
import { byValue } from '../figure/by-value.ts'
import { trialColor } from '../figure/trial-color.ts'
import type { ScoredTrial } from '../plots/trials-plot.ts'
import { niceRange, tickText } from './nice-ticks.ts'
import { plotPanel } from './plot-panel.ts'

/** Options of `parameterPanel`. */
export interface ParameterPanelOptions {
  document: Document
  width: number
  height: number
  parameter: string
  label: string
}

/** The score of each trial against one parameter, numbers on a scale and words in columns. */
export function parameterPanel(worstFirst: readonly ScoredTrial[], options: ParameterPanelOptions): SVGSVGElement {
  const { document, width, height, parameter, label } = options
  const dots = worstFirst.map(({ parameters, score }, rank) => {
    const value = parameters[parameter]!
    return { value, text: String(value), score, color: trialColor(rank, worstFirst.length) }
  })
  const isNumeric = dots.every(({ value }) => typeof value === 'number')
  const words = [
    ...new Set(
      dots
        .map(({ value }) => value)
        .sort(byValue)
        .map(String),
    ),
  ]
  const { domain, ticks } = niceRange(dots.map(({ score }) => score))
  const x = isNumeric ? 'value' : 'text'
  const { svg } = plotPanel(document, {
    ...{ width, height, marginLeft: 56, marginBottom: 46, marginTop: 26 },
    x: {
      ...{ type: isNumeric ? 'linear' : 'point', label: parameter, labelArrow: 'none', labelAnchor: 'center' },
      ...{ labelOffset: 40, tickSize: 4, inset: 10, ...(isNumeric ? { ticks: 6 } : { domain: words }) },
    },
    y: { domain, ticks, tickFormat: tickText(ticks), label, labelArrow: 'none', tickSize: 0 },
    marks: [
      Plot.gridY({ ticks, strokeOpacity: 0.12 }),
      Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 }),
      Plot.dot(dots, { x, y: 'score', fill: 'color', r: 4.5, stroke: 'white', strokeWidth: 0.7 }),
    ],
  })
  return svg
}
