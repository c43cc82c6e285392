import { createRandom } from '@dlw/data'
import { residualPlot } from '@dlw/viz'

/** A straight line through what is a bend, with errors that grow: both show. */
const random = createRandom(6)
const hours = Array.from({ length: 200 }, () => 12 * random.uniform())
export const figure: SVGSVGElement = residualPlot(
  {
    truth: hours.map((hour) => 0.12 * hour ** 2 + (0.3 + 0.12 * hour) * (random.uniform() - 0.5) * 4),
    predictions: hours.map((hour) => 1.45 * hour - 2.4),
  },
  { label: 'sunshine (hours)' },
)
