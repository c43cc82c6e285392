import * as Plot from '@observablehq/plot'
import { mostTicks, notedLabel, ticksAcross, writeTicks } from '../axes/axis-ticks.ts'
import { niceRange } from '../axes/nice-ticks.ts'
import { byValue } from '../figure/by-value.ts'
import { extent } from '../figure/extent.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import type { DrawnTrial } from './drawn-trial.ts'
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
export function parameterPanel(worstFirst: readonly DrawnTrial[], options: ParameterPanelOptions): SVGSVGElement {
  const { document, width, height, parameter, label } = options
  const dots = worstFirst.map(({ parameters, score, color }) => {
    const value = parameters[parameter]!
    return { value, text: String(value), score, color }
  })
  const isNumeric = dots.every(({ value }) => typeof value === 'number')
  const values = dots.map(({ value }) => value).sort(byValue)
  const words = [...new Set(values.map(String))]
  const { domain, ticks } = niceRange(
    dots.map(({ score }) => score),
    mostTicks(height - 72),
  )
  const y = writeTicks(ticks)
  const marginLeft = Math.max(56, y.widest + 16)
  const inner = width - marginLeft - 44
  const range = isNumeric ? numericRange(values as number[]) : undefined
  const across = range === undefined ? wordAxis(words, inner) : { ...ticksAcross(range, inner), domain: range }
  const x = isNumeric ? 'value' : 'text'
  const { svg } = plotPanel(document, {
    ...{ width, height, marginLeft, marginBottom: 46, marginTop: 26, marginRight: 24 },
    x: {
      ...{ type: isNumeric ? 'linear' : 'point', labelArrow: 'none', labelAnchor: 'center' },
      ...{ label: fitText(notedLabel(parameter, across.note), inner) || null },
      ...{ labelOffset: 40, tickSize: 4, inset: 10 },
      ...{ domain: across.domain, ticks: across.ticks, tickFormat: across.tickFormat },
    } as Plot.ScaleOptions,
    y: {
      ...{ domain, ticks, tickFormat: y.tickFormat, label: fitText(notedLabel(label, y.note), width - 12) || null },
      ...{ labelArrow: 'none', tickSize: 0, labelOffset: marginLeft - 3 },
    },
    marks: [
      Plot.gridY({ ticks, strokeOpacity: 0.12 }),
      Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 }),
      Plot.dot(dots, { x, y: 'score', fill: 'color', r: 4.5, stroke: 'white', strokeWidth: 0.7 }),
    ],
  })
  return svg
}

function numericRange(values: readonly number[]): [number, number] {
  const [from, to] = extent(values)
  const room = Math.abs(from) / 10 || 1
  return from < to ? [from, to] : [from - room, to + room]
}

/** The words below the axis: shortened to their place, and only some of very many. */
function wordAxis(words: string[], width: number) {
  const most = Math.max(1, Math.floor(width / 40))
  const every = Math.ceil(words.length / most)
  const shown = words.filter((_, index) => index % every === 0)
  const room = width / Math.max(1, shown.length) - 6
  const isLong = shown.some((word) => textWidth(word.slice(0, 100)) > room)
  return { domain: words, ticks: shown, tickFormat: isLong ? (word: string) => fitText(word, room) : String, note: '' }
}
