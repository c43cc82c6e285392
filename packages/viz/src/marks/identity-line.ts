import { svgElement } from '../figure/elements.ts'
import type { PlotPanel } from '../panels/plot-panel.ts'

/** The dashed diagonal of a panel whose two axes have one range: there x equals y. */
export function identityLine(document: Document, { scale, domain }: PlotPanel): SVGPathElement {
  const [x, y] = [scale('x'), scale('y')]
  const [from, to] = domain('x')
  const d = `M${x(from)} ${y(from)}L${x(to)} ${y(to)}`
  return svgElement(document, 'path', { d, stroke: 'currentColor', 'stroke-opacity': 0.7, 'stroke-dasharray': '5 3' })
}
