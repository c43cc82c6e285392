import { createRandom } from '@dlw/data'
import { boxPlot } from '@dlw/viz'

/** Forty categories with long names: words are tilted and shortened, boxes keep their height. */
const random = createRandom(4)
const rows = Array.from({ length: 1200 }, (_, row) => row)
const name = (row: number): string =>
  `Municipality no. ${row % 40}${(row % 40) % 3 === 0 ? ' at the upper end of the valley' : ''}`
export const figure: SVGSVGElement = boxPlot(
  { price: rows.map((row) => Math.exp(random.normal() + (row % 40) / 30)), place: rows.map(name) },
  { x: 'place', y: 'price', labels: { price: 'Price of a square metre, in thousands of francs of the year 2020' } },
)
