import { histogramPlot } from '@dlw/viz'

/** Five times the same number: one bar, whole counts. */
export const figure: SVGSVGElement = histogramPlot([42.5, 42.5, 42.5, 42.5, 42.5], { label: 'Answer' })
