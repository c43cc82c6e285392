import { loadPenguins } from '@dlw/data'
import { violinPlot } from '@dlw/viz'

/** Body masses of three species: Gentoo has two heaps, one for each sex. */
export const figure: SVGSVGElement = violinPlot(loadPenguins(), {
  x: 'species',
  y: 'body_mass_g',
  labels: { body_mass_g: 'Body mass (g)', species: 'Species' },
})
