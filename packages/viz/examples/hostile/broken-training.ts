import { historyPlot } from '@dlw/viz'

const { NaN: lost } = Number

/** A loss that became NaN, a metric that was never a number but once, and a long name. */
export const figure: SVGSVGElement = historyPlot(
  {
    loss: [3e12, 4e5, 120, 8, lost, lost],
    val_loss: [lost, 3e5, 90, lost, 7, lost],
    mean_absolute_percentage_error_of_the_next_day_of_sunshine_in_hours: [lost, lost, 0.4, lost, lost, lost],
  },
  { yScale: 'log', title: 'A training that broke' },
)
