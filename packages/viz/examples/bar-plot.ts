import { loadPenguins } from '@dlw/data'
import { barPlot } from '@dlw/viz'

/** Mean body mass of three species of penguins by sex; lines show one standard deviation. */
export const figure: SVGSVGElement = barPlot(loadPenguins(), {
  x: 'species',
  y: 'body_mass_g',
  hue: 'sex',
  errorBar: 'sd',
  labels: { body_mass_g: 'body mass (g)', species: 'Species', sex: 'Sex' },
})
