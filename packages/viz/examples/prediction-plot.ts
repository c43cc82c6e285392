import { createRandom } from '@dlw/data'
import { predictionPlot } from '@dlw/viz'

/** A regression that has learned the trend and pulls extremes to the mean. */
const random = createRandom(0)
const truth = Array.from({ length: 165 }, () => 15 * random.uniform())
export const figure: SVGSVGElement = predictionPlot(
  { truth, predictions: truth.map((hours) => 2.2 + 0.6 * hours + 6 * (random.uniform() - 0.5)) },
  { label: 'sunshine (hours)' },
)
