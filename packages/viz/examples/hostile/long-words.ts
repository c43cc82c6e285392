import { linePlot } from '@dlw/viz'

const sentence =
  'A title that somebody wrote as a whole sentence, with a unit (µg/m³), a remark on the season and no end in sight'

/** Titles, labels and names that are far longer than the figure is wide. */
export const figure: SVGSVGElement = linePlot(
  {
    [`training_loss_of_${'the_very_'.repeat(12)}long_name`]: [3, 2, 1.5, 1.2],
    [`Validation: ${sentence}`]: [3.2, 2.4, 2, 1.9],
    ['W'.repeat(80)]: [2.8, 2.6, 2.5, 2.45],
  },
  { title: `${sentence}. ${sentence}. ${sentence}`, xLabel: sentence, yLabel: sentence },
)
