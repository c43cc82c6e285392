import * as Plot from '@observablehq/plot'

/** `sequential` runs from dark to bright, `diverging` from red over white to blue, `blues` from white to dark blue. */
export type ColorScheme = 'sequential' | 'diverging' | 'blues'

const schemes = { sequential: 'viridis', diverging: 'rdbu', blues: 'blues' } as const

/** That many colours of a scheme, evenly spaced from its one end to the other. */
export function scaleColors(scheme: ColorScheme, count: number): string[] {
  const color = { type: 'linear', scheme: schemes[scheme], domain: [0, Math.max(1, count - 1)] } as const
  const scale = Plot.scale({ color })
  return Array.from({ length: count }, (_, step) => scale.apply(step) as string)
}
