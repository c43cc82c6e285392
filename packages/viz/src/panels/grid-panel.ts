import * as Plot from '@observablehq/plot'
import { notedLabel, ticksAcross, writtenTicks } from '../axes/axis-ticks.ts'
import { extent } from '../figure/extent.ts'
import { fitText } from '../text/text-width.ts'
import { type PlotPanel, plotPanel } from './plot-panel.ts'

/** Options of `gridPanel`. */
export interface GridPanelOptions {
  width: number
  height: number
  /** Values that the axis must hold, and its title. */
  x: { values: Iterable<number>; label: string }
  y: { values: Iterable<number>; label: string }
  /** Room around the values as a share of their range. Defaults to 0.05. */
  margin?: number
}

/** An empty panel with two numeric axes and a grid; its left margin fits what stands at the ticks. */
export function gridPanel(document: Document, options: GridPanelOptions): PlotPanel {
  const { width, height, x, y, margin = 0.05 } = options
  const [xDomain, yDomain] = [withRoom(x.values, margin), withRoom(y.values, margin)]
  const vertical = writtenTicks(yDomain, Math.max(2, Math.min(8, Math.floor(height / 24))))
  const marginLeft = 36 + vertical.widest
  const horizontal = ticksAcross(xDomain, width - marginLeft)
  const axis = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const
  return plotPanel(document, {
    ...{ width, height, marginLeft, marginBottom: 48, marginTop: 10, marginRight: 12 + horizontal.widest / 2 },
    x: {
      ...axis,
      ticks: horizontal.ticks,
      tickFormat: horizontal.tickFormat,
      domain: xDomain,
      // The title is centred below the panel, and both margins are free beside it.
      label: fitText(notedLabel(x.label, horizontal.note), width - marginLeft - 12),
      labelOffset: 42,
    },
    y: {
      ...axis,
      ticks: vertical.ticks,
      tickFormat: vertical.tickFormat,
      domain: yDomain,
      label: fitText(notedLabel(y.label, vertical.note), height - 60),
      labelOffset: marginLeft - 6,
    },
    marks: [
      Plot.gridX({ strokeOpacity: 0.12, ticks: horizontal.ticks }),
      Plot.gridY({ strokeOpacity: 0.12, ticks: vertical.ticks }),
    ],
  })
}

/** The range of the values with room on both sides. */
function withRoom(values: Iterable<number>, margin: number): [number, number] {
  const [from, to] = extent(values)
  const room = from < to ? (to - from) * margin : Math.abs(from) / 10 || 1
  return [from - room, to + room]
}
