import { createRandom } from '@dlw/data'
import { rocCurve } from '@dlw/train/reports'
import { rocPlot } from '@dlw/viz'

/** Two classifiers: one ranks well, one little better than a coin. */
const random = createRandom(1)
const truth = Array.from({ length: 200 }, () => (random.uniform() < 0.4 ? 1 : 0))
const blurred = (signal: number): number[] => truth.map((label) => signal * label + random.uniform())
export const figure: SVGSVGElement = rocPlot({
  network: rocCurve({ truth, scores: blurred(0.6) }),
  baseline: rocCurve({ truth, scores: blurred(0.15) }),
})
