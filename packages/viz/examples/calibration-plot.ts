import { createRandom } from '@dlw/data'
import { calibrationCurve } from '@dlw/train/reports'
import { calibrationPlot } from '@dlw/viz'

/** A model that is too sure of itself: what it calls 90 % comes true less often. */
const random = createRandom(2)
const scores = Array.from({ length: 600 }, () => random.uniform())
const truth = scores.map((score) => (random.uniform() < 0.5 + 0.62 * (score - 0.5) ? 1 : 0))
export const figure: SVGSVGElement = calibrationPlot(calibrationCurve({ truth, scores }))
