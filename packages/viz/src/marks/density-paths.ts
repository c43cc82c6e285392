import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { groupColor } from '../figure/palette.ts'
import { type DensityCurve, densityCurve } from '../statistics/density-curve.ts'

/** The curve of a group that holds this share of all rows, or none where its values have no spread. */
export function groupDensity(values: number[], share: number): DensityCurve | undefined {
  const [least, most] = extent(values)
  return most - least > 1e-300 ? densityCurve(values, { weight: share, points: 100 }) : undefined
}

/** One filled curve per group, the highest reaching nearly to the top of the cell. */
export function densityPaths(
  document: Document,
  curves: readonly (DensityCurve | undefined)[],
  scale: (value: number) => number,
  height: number,
  color?: string,
): SVGPathElement[] {
  const peak = extent(curves.flatMap((curve) => curve?.density ?? []))[1]
  return curves.flatMap((curve, group) => {
    if (curve === undefined) return []
    const points = curve.x.map((x, index) => `${scale(x)} ${height * (1 - (0.95 * curve.density[index]!) / peak)}`)
    const d = `M${scale(curve.x[0]!)} ${height}L${points.join('L')}V${height}`
    return svgElement(document, 'path', {
      d,
      fill: color ?? groupColor(group),
      'fill-opacity': 0.3,
      stroke: color ?? groupColor(group),
    })
  })
}
