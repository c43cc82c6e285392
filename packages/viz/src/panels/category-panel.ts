import * as Plot from '@observablehq/plot'
import { mostTicks, notedLabel, writeTicks } from '../axes/axis-ticks.ts'
import { niceRange } from '../axes/nice-ticks.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import { plotPanel } from './plot-panel.ts'

/** Options of `categoryPanel`. */
export interface CategoryPanelOptions {
  width: number
  height: number
  categories: readonly string[]
  /** Values that the y axis must hold. */
  values: Iterable<number>
  xLabel: string
  yLabel: string
}

/** A panel with words below and numbers on the left. */
export interface CategoryPanel {
  svg: SVGSVGElement
  /** Maps a number to its height in the panel. */
  y(value: number): number
  /** The middle of a category, in pixels. */
  center(category: number): number
  /** Pixels from one category to the next. */
  step: number
}

const longestLabel = 150

/** The width of a figure with that many marks side by side. */
export function categoryWidth(categories: number, groups: number): number {
  return Math.max(420, Math.min(1600, 90 + Math.max(40 * categories, 18 * categories * groups)))
}

/** How much higher a figure is whose words are tilted, so that they do not take the height from the plot. */
export function tiltedHeight(categories: readonly string[], width: number): number {
  const { isTilted, widest } = wordPlaces(categories, width - 80)
  return isTilted ? Math.ceil(widest * 0.71) : 0
}

/** An empty panel of categories. */
export function categoryPanel(document: Document, options: CategoryPanelOptions): CategoryPanel {
  const { width, height, categories, xLabel, yLabel } = options
  const { domain, ticks } = niceRange(options.values, mostTicks(height - 80))
  const written = writeTicks(ticks)
  const right = 12
  const axisLeft = Math.max(48, written.widest + 16)
  const { isTilted, widest } = wordPlaces(categories, width - axisLeft - right)
  const half = (width - axisLeft - right) / categories.length / 2
  const marginLeft = isTilted ? Math.max(axisLeft, widest * 0.71 + 12 - half) : axisLeft
  const hasLabel = xLabel !== ''
  const marginBottom = (isTilted ? widest * 0.71 + 22 : 26) + (hasLabel ? 20 : 0)
  const { svg, scale } = plotPanel(document, {
    ...{ width, height, marginLeft, marginBottom, marginTop: 26, marginRight: right },
    x: { domain: [0, categories.length], axis: null },
    y: {
      ...{ domain, ticks, tickFormat: written.tickFormat, tickSize: 0, labelArrow: 'none' },
      ...{ label: fitText(notedLabel(yLabel, written.note), width - 12) || null, labelOffset: marginLeft - 3 },
    },
    marks: [Plot.gridY({ ticks, strokeOpacity: 0.12 }), Plot.frame({ anchor: 'bottom', strokeOpacity: 0.5 })],
  })
  const step = (width - marginLeft - right) / categories.length
  const center = (category: number): number => marginLeft + step * (category + 0.5)
  const every = Math.max(1, Math.ceil(16 / step))
  categories.forEach((name, category) => {
    if (category % every !== 0) return
    const [x, y] = [center(category), height - marginBottom + 17]
    const place = isTilted
      ? { transform: `translate(${x},${y - 7}) rotate(-45)`, dy: '.32em', 'text-anchor': 'end' }
      : { x, y, 'text-anchor': 'middle' }
    svg.append(svgElement(document, 'text', place, [fitText(name, isTilted ? longestLabel : step - 4)]))
  })
  if (hasLabel) {
    const place = { x: (marginLeft + width - right) / 2, y: height - 6, 'text-anchor': 'middle' }
    svg.append(svgElement(document, 'text', place, [fitText(xLabel, width - marginLeft - right)]))
  }
  return { svg, y: scale('y'), center, step }
}

/** Whether the words below must be tilted, and how long the longest is then. */
function wordPlaces(categories: readonly string[], width: number): { isTilted: boolean; widest: number } {
  const room = width / categories.length - 8
  const widest = extent(categories.map((name) => textWidth(fitText(name, longestLabel))))[1]
  // One or two words have room enough to be shortened where they are.
  return { isTilted: widest > room && categories.length > 2, widest }
}
