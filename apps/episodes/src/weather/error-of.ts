import { regressionReport } from '@dlw/train'

/** A part of the days. */
export type Part = 'train' | 'validation' | 'test'

/** The root mean squared error, in hours. */
export const errorOf = (truth: ArrayLike<number>, predictions: ArrayLike<number>): number =>
  regressionReport(truth, predictions).rootMeanSquaredError
