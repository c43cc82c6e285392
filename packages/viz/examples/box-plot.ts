import { loadPenguins } from '@dlw/data'
import { boxPlot } from '@dlw/viz'

/** Flipper lengths of penguins on three islands, by sex. */
export const figure: SVGSVGElement = boxPlot(loadPenguins(), {
  x: 'island',
  y: 'flipper_length_mm',
  hue: 'sex',
  labels: { flipper_length_mm: 'Flipper length (mm)', island: 'Island', sex: 'Sex' },
})
