import { createRandom } from '@dlw/data'
import { scatterPlot } from '@dlw/viz'

/** A legend of thirty groups with names of all lengths, below a title that is a sentence. */
const random = createRandom(1)
const rows = Array.from({ length: 600 }, (_, row) => row)
const group = (row: number): string => `Station ${row % 30}${(row % 30) % 7 === 3 ? ' beside the old harbour' : ''}`
export const figure: SVGSVGElement = scatterPlot(
  { x: rows.map(() => random.normal()), y: rows.map(() => random.normal()), station: rows.map(group) },
  {
    ...{ x: 'x', y: 'y', hue: 'station' },
    title: 'Thirty weather stations of which some have names that are much longer than those of all the others',
  },
)
