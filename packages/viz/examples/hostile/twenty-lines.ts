import { linePlot } from '@dlw/viz'

/** More lines than colours: dashes tell those of one colour apart, and a legend holds the names. */
export const figure: SVGSVGElement = linePlot(
  Object.fromEntries(
    Array.from({ length: 26 }, (_, run) => [
      `run ${run}`,
      Array.from({ length: 30 }, (_, epoch) => 1 / (1 + epoch / (3 + run)) + run / 40),
    ]),
  ),
  { xLabel: 'Epoch', yLabel: 'Loss' },
)
