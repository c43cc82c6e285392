import { createRandom } from '@dlw/data'
import { correlationPlot } from '@dlw/viz'

/** Thirty columns with names as programs write them, two of them without spread. */
const random = createRandom(5)
const trend = Array.from({ length: 80 }, () => random.normal())
export const figure: SVGSVGElement = correlationPlot(
  Object.fromEntries(
    Array.from({ length: 30 }, (_, column) => [
      `sensor_${column}_${'mean_'.repeat(column % 5)}value`,
      trend.map((each) => (column % 15 === 7 ? 1 : each * Math.sin(column) + random.normal())),
    ]),
  ),
)
