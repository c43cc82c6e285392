import { loadPenguins } from '@dlw/data'
import { pairPlot } from '@dlw/viz'

/** Four measures of 342 penguins, coloured by species. */
export const figure: SVGSVGElement = pairPlot(loadPenguins(), {
  hue: 'species',
  labels: {
    bill_length_mm: 'Bill length (mm)',
    bill_depth_mm: 'Bill depth (mm)',
    flipper_length_mm: 'Flipper length (mm)',
    body_mass_g: 'Body mass (g)',
    species: 'Species',
  },
})
