import { createRandom } from '@dlw/data'
import { type RocCurve, rocCurve } from '@dlw/train/reports'
import { rocPlot } from '@dlw/viz'

/** Ten curves with the names of models as people write them. */
const random = createRandom(2)
const truth = Array.from({ length: 150 }, () => (random.uniform() < 0.4 ? 1 : 0))
const curve = (signal: number): RocCurve =>
  rocCurve({ truth, scores: truth.map((label) => signal * label + random.uniform()) })
export const figure: SVGSVGElement = rocPlot(
  Object.fromEntries(
    Array.from({ length: 10 }, (_, model) => [`Network ${model} (dropout ${model / 20})`, curve(model / 12)]),
  ),
)
