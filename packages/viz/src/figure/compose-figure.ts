import { cleanText } from '../text/clean-text.ts'
import { svgElement } from './elements.ts'
import type { Head } from './figure-head.ts'
import { hash } from './hash.ts'

/** A part of a figure: an `<svg>` with its own width and height, placed at x and y. */
export interface Panel {
  svg: SVGSVGElement
  x: number
  y: number
}

/** What a figure is made of. */
export interface Composition {
  document: Document
  width: number
  height: number
  panels: readonly Panel[]
  /** The title and the legend. */
  head: Head
  /** The accessible name of a figure without a title. */
  name: string
  description: string
}

/** Axes and words need this much: below it nothing is left for the plot. */
const least = { width: 120, height: 80 }

/** Throws unless width and height are numbers of pixels that a figure can have. */
export function checkSize(caller: string, width: number, height: number): void {
  if (!(width > 0 && height > 0 && width + height < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `${caller}: expected width and height above 0 pixels, received width=${width} with height=${height}. Leave them out for the defaults.`,
    )
  }
  if (!(width >= least.width && height >= least.height)) {
    throw new RangeError(
      `${caller}: expected width and height of at least ${least.width} and ${least.height} pixels, received width=${width} with height=${height}. Draw it larger and scale the picture.`,
    )
  }
}

/**
 * Puts panels, title and legend into one accessible `<svg>`. Its height includes the head.
 */
export function composeFigure(composition: Composition): SVGSVGElement {
  const { document, width, height, panels, head, name, description } = composition
  const title = head.title ?? name
  const id = `dlw-${hash(`${name}${head.title ?? ''}${description}`)}`
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
    svgElement(document, 'title', { id: `${id}-title` }, [cleanText(title)]),
    svgElement(document, 'desc', { id: `${id}-desc` }, [cleanText(description)]),
    ...head.draw(document),
  )
  for (const { svg, x, y } of panels) {
    svg.setAttribute('x', String(x))
    svg.setAttribute('y', String(y + head.height))
    figure.append(svg)
  }
  return figure
}
