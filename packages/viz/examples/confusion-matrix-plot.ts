import { confusionMatrixPlot } from '@dlw/viz'

/** A classifier of penguins that never says Chinstrap. */
export const figure: SVGSVGElement = confusionMatrixPlot({
  classes: ['Adelie', 'Chinstrap', 'Gentoo'],
  counts: [
    [22, 0, 8],
    [5, 0, 9],
    [6, 0, 19],
  ],
})
