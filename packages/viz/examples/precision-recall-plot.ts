import { createRandom } from '@dlw/data'
import { precisionRecallCurve } from '@dlw/train/reports'
import { precisionRecallPlot } from '@dlw/viz'

/** Two detectors of a rare event: one row of twelve is positive. */
const random = createRandom(4)
const truth = Array.from({ length: 600 }, () => (random.uniform() < 1 / 12 ? 1 : 0))
const blurred = (signal: number): number[] => truth.map((label) => signal * label + random.uniform())
export const figure: SVGSVGElement = precisionRecallPlot({
  network: precisionRecallCurve({ truth, scores: blurred(0.7) }),
  baseline: precisionRecallCurve({ truth, scores: blurred(0.3) }),
})
