import { loadPenguins } from '@dlw/data'
import { histogramPlot } from '@dlw/viz'

/** Body masses of 342 penguins; two more were not weighed. */
export const figure: SVGSVGElement = histogramPlot(loadPenguins().column('body_mass_g') as Float64Array, {
  label: 'Body mass (g)',
})
