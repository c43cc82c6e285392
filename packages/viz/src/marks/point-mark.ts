import { svgElement } from '../figure/elements.ts'

/**
 * The definition of a group's symbol: one `<marker>` that every panel of a figure draws at each vertex of a path. A
 * point then costs ten bytes instead of a hundred.
 */
export function pointMarker(
  document: Document,
  id: string,
  { color, symbol }: { color: string; symbol: string },
): SVGMarkerElement {
  const shape = svgElement(document, 'path', {
    d: symbol,
    fill: color,
    'fill-opacity': 0.75,
    stroke: '#fff',
    'stroke-opacity': 0.6,
    'stroke-width': 0.6,
  })
  const box = { markerUnits: 'userSpaceOnUse', markerWidth: 12, markerHeight: 12, viewBox: '-6 -6 12 12' }
  return svgElement(document, 'marker', { id, ...box, overflow: 'visible' }, [shape])
}

/** More points than this on one panel hide each other: then one of a group is drawn per pixel. */
const mostPoints = 200_000

/**
 * The path whose vertices are the points; the last vertex is repeated because markers sit at start and middle only.
 * `panelCount` is the number of points of all groups on the panel.
 */
export function pointPath(
  document: Document,
  id: string,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  panelCount: number = x.length,
): SVGPathElement {
  const vertices: string[] = []
  const taken = panelCount > mostPoints ? new Set<number>() : undefined
  // Points are six pixels wide: what is nearer than a third of that is hidden.
  const coarse = x.length < panelCount ? 2 : 1
  for (let index = 0; index < x.length; index++) {
    if (taken !== undefined) {
      const pixel = Math.round(x[index]! / coarse) * 65_536 + Math.round(y[index]! / coarse)
      if (taken.has(pixel)) continue
      taken.add(pixel)
    }
    vertices.push(`${tenth(x[index]!)} ${tenth(y[index]!)}`)
  }
  const d = vertices.length === 0 ? 'M0 0' : `M${vertices.join('L')}L${vertices.at(-1)}`
  const url = `url(#${id})`
  return svgElement(document, 'path', { d, 'fill-opacity': 0, 'marker-start': url, 'marker-mid': url })
}

const tenth = (value: number): number => Math.round(value * 10) / 10
