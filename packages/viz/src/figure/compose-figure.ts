import { svgElement, textWidth } from './elements.ts'
import { hash } from './hash.ts'
import { groupColor } from './palette.ts'
import { groupSymbol } from './symbols.ts'

/** A part of a figure: an `<svg>` with its own width and height, placed at x and y. */
export interface Panel {
  svg: SVGSVGElement
  x: number
  y: number
}

/** One entry of a legend: a symbol in its colour, and a word. */
export interface LegendEntry {
  label: string
  color?: string
  symbol?: string
}

/** What a figure is made of. */
export interface Composition {
  /** The function that the user called, for errors. */
  caller: string
  document: Document
  width: number
  height: number
  panels: readonly Panel[]
  title: string | undefined
  /** The accessible name of a figure without a title. */
  name: string
  description: string
  legend?: { label: string; entries: readonly LegendEntry[] }
}

/** The legend of groups told apart by colour and symbol. */
export function groupLegend(label: string, groups: readonly string[]): NonNullable<Composition['legend']> {
  const entries = groups.map((group, index) => ({ label: group, color: groupColor(index), symbol: groupSymbol(index) }))
  return { label, entries }
}

/** The height in pixels that the title and the legend take above the panels. */
export function headHeight(options: { title?: string | undefined }, hasLegend = false): number {
  return (options.title === undefined ? 0 : 28) + (hasLegend ? 28 : 0)
}

/**
 * Puts panels, title and legend into one accessible `<svg>`. Its height includes the head.
 */
export function composeFigure(composition: Composition): SVGSVGElement {
  const { caller, document, width, height, panels, title, name, description, legend } = composition
  if (!(width > 0 && height > 0 && width + height < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `${caller}: expected width and height above 0 pixels, received width=${width} with height=${height}. Leave them out for the defaults.`,
    )
  }
  const id = `dlw-${hash(`${name}${title ?? ''}${description}`)}`
  const figure = svgElement(document, 'svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    style: 'max-width:100%;height:auto',
    fill: 'currentColor',
    'font-family': "'Roboto Flex',system-ui,sans-serif",
    'font-size': 12,
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
  })
  figure.append(
    svgElement(document, 'title', { id: `${id}-title` }, [title ?? name]),
    svgElement(document, 'desc', { id: `${id}-desc` }, [description]),
  )
  if (title !== undefined) {
    figure.append(
      svgElement(document, 'text', { x: width / 2, y: 18, 'text-anchor': 'middle', 'font-size': 15 }, [title]),
    )
  }
  if (legend !== undefined) figure.append(drawLegend(document, legend, width, headHeight({ title })))
  const top = headHeight({ title }, legend !== undefined)
  for (const { svg, x, y } of panels) {
    svg.setAttribute('x', String(x))
    svg.setAttribute('y', String(y + top))
    figure.append(svg)
  }
  return figure
}

function drawLegend(
  document: Document,
  { label, entries }: NonNullable<Composition['legend']>,
  width: number,
  top: number,
): SVGGElement {
  const widths = entries.map((entry) => 34 + textWidth(entry.label))
  const labelWidth = label === '' ? 0 : textWidth(label) + 16
  let x = Math.max(8, (width - labelWidth - widths.reduce((sum, each) => sum + each, 0)) / 2)
  const group = svgElement(document, 'g', { transform: `translate(0,${top + 14})` })
  if (label !== '') group.append(svgElement(document, 'text', { x, dy: '.32em', 'fill-opacity': 0.75 }, [label]))
  x += labelWidth
  entries.forEach((entry, index) => {
    const transform = `translate(${x + 8},0) scale(1.3)`
    group.append(
      svgElement(document, 'path', { d: entry.symbol ?? groupSymbol(0), fill: entry.color, transform }),
      svgElement(document, 'text', { x: x + 17, dy: '.32em' }, [entry.label]),
    )
    x += widths[index]!
  })
  return group
}
