import { createRandom } from '@dlw/data'
import { learningCurvePlot } from '@dlw/viz'

/** Accuracy of five folds: the gap closes slowly, so more rows would help. */
const random = createRandom(5)
const trainSizes = [25, 50, 100, 150, 200, 270]
const folds = (mean: (rows: number) => number, spread: number): number[][] =>
  trainSizes.map((rows) => Array.from({ length: 5 }, () => mean(rows) + spread * (random.uniform() - 0.5)))
export const figure: SVGSVGElement = learningCurvePlot(
  {
    trainSizes,
    trainScores: folds((rows) => 0.995 - 0.00015 * rows, 0.02),
    testScores: folds((rows) => 0.93 - 3.5 / (rows + 8), 0.06),
  },
  { label: 'Accuracy' },
)
