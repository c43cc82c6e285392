import { createRandom } from '@dlw/data'
import { scatterPlot } from '@dlw/viz'

/** Times in milliseconds against identifiers: numbers that differ in their last digits only. */
const random = createRandom(7)
const rows = Array.from({ length: 60 }, (_, row) => row)
export const figure: SVGSVGElement = scatterPlot(
  {
    time: rows.map((row) => 1_790_000_000_000 + 40 * row),
    identifier: rows.map(() => 9_007_199_254_740_000 + Math.floor(900 * random.uniform())),
    batch: rows.map((row) => row % 12),
  },
  { x: 'time', y: 'identifier', hue: 'batch' },
)
