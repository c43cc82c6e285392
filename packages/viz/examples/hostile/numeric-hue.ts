import { createRandom } from '@dlw/data'
import { pairPlot } from '@dlw/viz'

/** A hue of numbers with many digits: a scale of colours. */
const random = createRandom(3)
const mass = Array.from({ length: 300 }, () => 4 + random.normal() / 3)
export const figure: SVGSVGElement = pairPlot(
  {
    mass,
    length: mass.map((each) => 30 * each + 6 * random.normal()),
    temperature: mass.map((each) => 10 / each + random.uniform()),
  },
  { hue: mass, title: 'Coloured by mass' },
)
