import { activationPlot } from '@dlw/viz'

/** The three activation functions that the lesson introduces. */
export const figure: SVGSVGElement = activationPlot(['sigmoid', 'relu', 'linear'])
