import { loadPenguins } from '@dlw/data'
import { correlationPlot } from '@dlw/viz'

/** How four measures of penguins go together. */
export const figure: SVGSVGElement = correlationPlot(loadPenguins(), {
  labels: {
    bill_length_mm: 'Bill length',
    bill_depth_mm: 'Bill depth',
    flipper_length_mm: 'Flipper length',
    body_mass_g: 'Body mass',
  },
})
