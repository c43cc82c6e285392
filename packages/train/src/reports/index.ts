/**
 * Reports on predictions. Loads no TensorFlow.js.
 *
 * @module
 */
export { accuracy } from './accuracy.ts'
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  type ClassScores,
  classificationReport,
} from './classification-report.ts'
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts'
export {
  type FormatClassificationReportOptions,
  formatClassificationReport,
} from './format-classification-report.ts'
export { formatConfusionMatrix } from './format-confusion-matrix.ts'
export type { Labels } from './labels.ts'
export { type RegressionReport, regressionReport } from './regression-report.ts'
