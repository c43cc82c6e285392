import * as Plot from '@observablehq/plot'
import { notedLabel, ticksAcross } from '../axes/axis-ticks.ts'
import { niceRange } from '../axes/nice-ticks.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import { plotPanel } from './plot-panel.ts'

/** Options of `rowPanel`. */
export interface RowPanelOptions {
  width: number
  height: number
  /** Names of the rows, from top to bottom. */
  names: readonly string[]
  /** Values that the axis must hold. */
  values: Iterable<number>
  /** Title of the axis. */
  label: string
}

/** A panel of rows with names on the left and one axis of numbers below. */
export interface RowPanel {
  svg: SVGSVGElement
  /** Maps a number to its place on the axis. */
  x(value: number): number
  /** The middle of a row. */
  rowOf(row: number): number
  /** Pixels from one row to the next. */
  step: number
  /** Where the lowest row ends. */
  bottom: number
}

/** An empty panel of rows. Where rows are lower than words, only some have their name written. */
export function rowPanel(document: Document, options: RowPanelOptions): RowPanel {
  const { width, height, names, label } = options
  const nameRoom = width * 0.4
  const marginLeft = 16 + extent(names.map((name) => textWidth(fitText(name, nameRoom))))[1]
  const { domain } = niceRange(options.values)
  const ticks = ticksAcross(domain, width - marginLeft - 48)
  const marginRight = Math.max(24, 6 + ticks.widest / 2)
  const { svg, scale } = plotPanel(document, {
    ...{ width, height, marginLeft, marginBottom: 46, marginTop: 4, marginRight },
    x: {
      label: fitText(notedLabel(label, ticks.note), width - marginLeft - marginRight) || null,
      ...{ labelAnchor: 'center', labelArrow: 'none', labelOffset: 40, tickSize: 4 },
      ...{ domain, inset: 12, ticks: ticks.ticks, tickFormat: ticks.tickFormat },
    },
    y: { domain: [0, names.length], axis: null },
    marks: [Plot.gridX({ strokeOpacity: 0.12, ticks: ticks.ticks })],
  })
  const step = (height - 50) / names.length
  const rowOf = (row: number): number => 4 + step * (row + 0.5)
  const every = Math.max(1, Math.ceil(15 / step))
  names.forEach((name, row) => {
    const y = rowOf(row)
    const line = { d: `M${marginLeft} ${y}H${width - marginRight}`, stroke: 'currentColor', 'stroke-opacity': 0.12 }
    svg.append(svgElement(document, 'path', line))
    if (row % every !== 0) return
    const place = { x: marginLeft - 8, y, dy: '.32em', 'text-anchor': 'end' }
    svg.append(svgElement(document, 'text', place, [fitText(name, nameRoom)]))
  })
  return { svg, x: scale('x'), rowOf, step, bottom: height - 46 }
}
