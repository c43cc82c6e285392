import { gridPanel } from './grid-panel.ts'
import { identityLine } from './identity-line.ts'
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

/** The path data of a line through points in the units of the axes. */
export function pathOf(panel: PlotPanel, xs: readonly number[], ys: readonly number[]): string {
  const [x, y] = [panel.scale('x'), panel.scale('y')]
  return `M${xs.map((each, index) => `${x(each)} ${y(ys[index]!)}`).join('L')}`
}
