import { loadPenguins } from '@dlw/data'
import { scatterPlot } from '@dlw/viz'

/** Heavier penguins have longer flippers. */
export const figure: SVGSVGElement = scatterPlot(loadPenguins(), {
  x: 'flipper_length_mm',
  y: 'body_mass_g',
  hue: 'species',
  labels: { flipper_length_mm: 'Flipper length (mm)', body_mass_g: 'Body mass (g)', species: 'Species' },
})
