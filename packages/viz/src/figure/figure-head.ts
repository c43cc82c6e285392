import { groupSymbol } from '../marks/symbols.ts'
import { fitText, textWidth, wrapText } from '../text/text-width.ts'
import { svgElement } from './elements.ts'
import { hash } from './hash.ts'
import { groupColor } from './palette.ts'

/** One entry of a legend: a symbol in its colour, and a word. */
export interface LegendEntry {
  label: string
  color?: string
  symbol?: string
}

/** What colours mean: a word for each, or numbers at both ends of a scale of colours. */
export type Legend = { label: string } & (
  | { entries: readonly LegendEntry[] }
  | { colors: readonly string[]; from: string; to: string }
)

/** The title and the legend above the panels. */
export interface Head {
  /** Pixels that they take. */
  height: number
  title: string | undefined
  draw(document: Document): SVGElement[]
}

/** The legend of groups told apart by colour and symbol. */
export function groupLegend(label: string, groups: readonly string[]): Legend {
  const entries = groups.map((group, index) => ({ label: group, color: groupColor(index), symbol: groupSymbol(index) }))
  return { label, entries }
}

const mostEntries = 60
const firstLine = 28
const titleLine = 19
const legendLine = 20

/**
 * Lays out the title, in at most three lines, and the legend, in as many as its entries need. A figure whose height is
 * given keeps two thirds of it for the panels: entries without room are counted in the last one.
 */
export function figureHead(
  options: { title?: string | undefined; height?: number | undefined },
  width: number,
  legend?: Legend,
): Head {
  const { title, height: given = Number.POSITIVE_INFINITY } = options
  const most = Math.max(firstLine, given / 3)
  const titleRoom = Math.max(
    1,
    Math.min(3, 1 + Math.floor((most - firstLine - (legend === undefined ? 0 : firstLine)) / titleLine)),
  )
  const titleLines = title === undefined ? [] : wrapText(title, width - 16, titleRoom, 15)
  const top = titleLines.length === 0 ? 0 : firstLine + titleLine * (titleLines.length - 1)
  const room = Math.max(1, 1 + Math.floor((most - top - firstLine) / legendLine))
  const rows = legend === undefined ? [] : legendRows(legend, width, Math.min(room, 12))
  return {
    height: top + (rows.length === 0 ? 0 : firstLine + legendLine * (rows.length - 1)),
    title,
    draw: (document) => [
      ...titleLines.map((line, index) => {
        const place = { x: width / 2, y: 18 + titleLine * index, 'text-anchor': 'middle', 'font-size': 15 }
        return svgElement(document, 'text', place, [line])
      }),
      ...rows.map((row, index) => drawRow(document, row, width, top + 14 + legendLine * index)),
    ],
  }
}

type Item =
  | { kind: 'label'; text: string; width: number }
  | { kind: 'entry'; text: string; width: number; color: string | undefined; symbol: string | undefined }
  | { kind: 'bar'; width: number; colors: readonly string[] }

function legendRows(legend: Legend, width: number, most: number): Item[][] {
  const label = fitText(legend.label, Math.max(60, width * 0.35))
  const first: Item[] = label === '' ? [] : [{ kind: 'label', text: label, width: textWidth(label) + 16 }]
  if ('colors' in legend) {
    const end = (text: string): Item => ({ kind: 'label', text, width: textWidth(text) + 8 })
    const ends = textWidth(legend.from) + textWidth(legend.to) + 16
    const used = first.reduce((sum, item) => sum + item.width, ends)
    const bar = Math.max(24, Math.min(160, width - 16 - used))
    return [[...first, end(legend.from), { kind: 'bar', width: bar + 8, colors: legend.colors }, end(legend.to)]]
  }
  const widest = Math.max(40, Math.min(width - 50, 320))
  const items = legend.entries.slice(0, mostEntries + 1).map(({ label, color, symbol }): Item => {
    const text = fitText(label, widest)
    return { kind: 'entry', text, width: 34 + textWidth(text), color, symbol }
  })
  const rows = [first]
  let used = first.reduce((sum, item) => sum + item.width, 0)
  let placed = 0
  for (const item of items) {
    const more = moreItem(legend.entries.length - placed)
    const isLast = placed === legend.entries.length - 1
    const row = rows.at(-1)!
    // In the last row there must be room left to say how many are missing.
    const needed = item.width + (rows.length === most && !isLast ? more.width : 0)
    const isFull = row.length > 0 && used + needed > width - 16
    if ((isFull && rows.length === most) || placed === mostEntries) {
      row.push(more)
      break
    }
    if (isFull) {
      rows.push([])
      used = 0
    }
    rows.at(-1)!.push(item)
    used += item.width
    placed += 1
  }
  return rows
}

function moreItem(count: number): Item {
  const text = `and ${count.toLocaleString('en')} more`
  return { kind: 'label', text, width: textWidth(text) + 16 }
}

function drawRow(document: Document, row: readonly Item[], width: number, y: number): SVGGElement {
  let x = Math.max(8, (width - row.reduce((sum, item) => sum + item.width, 0)) / 2)
  const group = svgElement(document, 'g', { transform: `translate(0,${y})` })
  for (const item of row) {
    if (item.kind === 'label') {
      group.append(svgElement(document, 'text', { x, dy: '.32em', 'fill-opacity': 0.75 }, [item.text]))
    } else if (item.kind === 'entry') {
      const transform = `translate(${x + 8},0) scale(1.3)`
      group.append(
        svgElement(document, 'path', { d: item.symbol ?? groupSymbol(0), fill: item.color, transform }),
        svgElement(document, 'text', { x: x + 17, dy: '.32em' }, [item.text]),
      )
    } else group.append(...colorBar(document, x, item.width - 8, item.colors))
    x += item.width
  }
  return group
}

function colorBar(document: Document, x: number, width: number, colors: readonly string[]): SVGElement[] {
  const id = `dlw-${hash(colors.join())}-scale`
  const stops = colors.map((color, index) => {
    return svgElement(document, 'stop', { offset: index / (colors.length - 1), 'stop-color': color })
  })
  return [
    svgElement(document, 'defs', {}, [svgElement(document, 'linearGradient', { id }, stops)]),
    svgElement(document, 'rect', { x, y: -6, width, height: 12, fill: `url(#${id})` }),
  ]
}
