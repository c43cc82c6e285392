import { extent } from '../figure/extent.ts'
import { densityCurve } from './density-curve.ts'

/** The outline of one violin. */
export interface Violin {
  /** Places along the axis of values. */
  support: number[]
  /** How wide the violin is there, from 0 to 1 for the widest place of all violins. */
  width: number[]
}

/** Densities of groups on one scale, so that all have one area; `undefined` for a group without spread. */
export function violins(values: readonly (readonly number[][])[]): (Violin | undefined)[][] {
  const curves = values.map((groups) =>
    groups.map((each) => {
      const [from, to] = extent(each)
      return to - from > 1e-300 ? densityCurve(each, { points: 100, cut: 2 }) : undefined
    }),
  )
  const peak = extent(curves.flat().flatMap((curve) => curve?.density ?? []))[1]
  return curves.map((groups) =>
    groups.map((curve) => curve && { support: curve.x, width: curve.density.map((each) => each / peak) }),
  )
}
