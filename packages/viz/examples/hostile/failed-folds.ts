import { learningCurvePlot } from '@dlw/viz'

const { NaN: failed } = Number

/** Folds that failed, and a size at which none succeeded. */
export const figure: SVGSVGElement = learningCurvePlot(
  {
    trainSizes: [1000, 10, 100_000, 10_000],
    trainScores: [
      [0.8, 0.82],
      [1, 1],
      [0.75, 0.75],
      [0.76, failed],
    ],
    testScores: [
      [0.6, failed],
      [failed, failed],
      [0.74, 0.73],
      [0.7, 0.68],
    ],
  },
  { label: 'Mean of the area below the curve over all classes, weighted by their share' },
)
