import { identityLine } from '../marks/identity-line.ts'
import { gridPanel } from './grid-panel.ts'
import type { PlotPanel } from './plot-panel.ts'

/** A panel whose two axes run from 0 to 1, with the dashed diagonal. */
export function unitSquare(
  document: Document,
  { width, height, xLabel, yLabel }: { width: number; height: number; xLabel: string; yLabel: string },
): PlotPanel {
  const values = [0, 1]
  const axes = { x: { values, label: xLabel }, y: { values, label: yLabel } }
  const panel = gridPanel(document, { width, height, ...axes, margin: 0 })
  panel.svg.append(identityLine(document, panel))
  return panel
}

/**
 * The path data of a line through points in the units of the axes. Points that are not a tenth of a pixel from the last
 * one are left out: curves of a million rows have no more.
 */
export function pathOf(panel: PlotPanel, xs: readonly number[], ys: readonly number[]): string {
  const [x, y] = [panel.scale('x'), panel.scale('y')]
  const vertices: string[] = []
  let last: [number, number] = [Number.NaN, Number.NaN]
  xs.forEach((each, index) => {
    const point: [number, number] = [x(each), y(ys[index]!)]
    const isNear = Math.abs(point[0] - last[0]) < 0.1 && Math.abs(point[1] - last[1]) < 0.1
    if (isNear && index < xs.length - 1) return
    vertices.push(`${point[0]} ${point[1]}`)
    last = point
  })
  return `M${vertices.join('L')}`
}

/** The path data of a line that keeps its height until the next point, as scikit-learn draws precision over recall. */
export function stepPath(panel: PlotPanel, xs: readonly number[], ys: readonly number[]): string {
  return pathOf(
    panel,
    xs.flatMap((x, index) => (index === 0 ? [x] : [x, x])),
    ys.flatMap((y, index) => (index === 0 ? [y] : [ys[index - 1]!, y])),
  )
}
