import { svgElement } from '../figure/elements.ts'
import { groupSymbol } from '../figure/symbols.ts'

/**
 * The definition of a group's symbol: one `<marker>` that every panel of a figure draws at each vertex of a path. A
 * point then costs ten bytes instead of a hundred.
 */
export function pointMarker(document: Document, id: string, index: number, color: string, size = 1): SVGMarkerElement {
  const shape = svgElement(document, 'path', {
    d: groupSymbol(index),
    fill: color,
    'fill-opacity': 0.75,
    stroke: '#fff',
    'stroke-opacity': 0.6,
    'stroke-width': 0.6,
    transform: size === 1 ? undefined : `scale(${size})`,
  })
  const box = { markerUnits: 'userSpaceOnUse', markerWidth: 12, markerHeight: 12, viewBox: '-6 -6 12 12' }
  return svgElement(document, 'marker', { id, ...box, overflow: 'visible' }, [shape])
}

/** The path whose vertices are the points; the last vertex is repeated because markers sit at start and middle only. */
export function pointPath(document: Document, id: string, x: ArrayLike<number>, y: ArrayLike<number>): SVGPathElement {
  const vertices = Array.from(x, (each, index) => `${tenth(each)} ${tenth(y[index]!)}`)
  const d = vertices.length === 0 ? 'M0 0' : `M${vertices.join('L')}L${vertices.at(-1)}`
  const url = `url(#${id})`
  return svgElement(document, 'path', { d, 'fill-opacity': 0, 'marker-start': url, 'marker-mid': url })
}

const tenth = (value: number): number => Math.round(value * 10) / 10
