import { linePlot } from '@dlw/viz'

const { NaN: gap } = Number

/** Points that have no neighbour, and a line that begins and ends with gaps. */
export const figure: SVGSVGElement = linePlot({
  single: [gap, 1, gap, 2, gap, gap, 1.5, gap],
  mixed: [gap, gap, 0.5, 0.8, gap, 1.2, gap, gap],
})
