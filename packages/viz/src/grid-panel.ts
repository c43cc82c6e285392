import * as Plot from '@observablehq/plot'
import { textWidth } from './elements.ts'
import { extent } from './extent.ts'
import { niceTicks, tickText } from './nice-ticks.ts'
import { type PlotPanel, plotPanel } from './plot-panel.ts'

export interface GridPanelOptions {
  width: number
  height: number
  /** Values that the axis must hold, and its title. */
  x: { values: readonly number[]; label: string }
  y: { values: readonly number[]; label: string }
  /** Room around the values as a share of their range. Defaults to 0.05. */
  margin?: number
}

/** An empty panel with two numeric axes and a grid; its left margin fits what stands at the ticks. */
export function gridPanel(document: Document, options: GridPanelOptions): PlotPanel {
  const { width, height, x, y, margin = 0.05 } = options
  const vertical = axisOf(y.values, margin, 8)
  const marginLeft = 36 + vertical.widest
  const widest = axisOf(x.values, margin, 7).widest
  const count = Math.max(3, Math.min(8, Math.floor((width - marginLeft) / (widest + 16))))
  const horizontal = axisOf(x.values, margin, count)
  const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
  return plotPanel(document, {
    ...{ width, height, marginLeft, marginBottom: 48, marginTop: 10, marginRight: 12 + widest / 2 },
    x: { ...axis, ...horizontal, label: x.label, labelOffset: 42 },
    y: { ...axis, ...vertical, label: y.label, labelOffset: marginLeft - 6 },
    marks: [
      Plot.gridX({ strokeOpacity: 0.12, ticks: horizontal.ticks }),
      Plot.gridY({ strokeOpacity: 0.12, ticks: vertical.ticks }),
    ],
  })
}

function axisOf(values: readonly number[], margin: number, limit: number) {
  const [from, to] = extent(values)
  const room = (to - from) * margin || (from === to ? Math.abs(from) / 10 || 1 : 0)
  const domain: [number, number] = [from - room, to + room]
  const ticks = niceTicks(...domain, limit)
  const tickFormat = tickText(ticks)
  return { domain, ticks, tickFormat, widest: Math.max(...ticks.map((tick) => textWidth(tickFormat(tick)))) }
}
