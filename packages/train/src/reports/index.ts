/**
 * Reports on predictions. Loads no TensorFlow.js.
 *
 * @module
 */
export { accuracy } from './accuracy.ts'
export { type BalancedAccuracyOptions, balancedAccuracy } from './balanced-accuracy.ts'
export type { BinaryScores } from './binary-scores.ts'
export { brierScore } from './brier-score.ts'
export { type CalibrationCurve, type CalibrationCurveOptions, calibrationCurve } from './calibration-curve.ts'
export type { ClassScores } from './class-scores.ts'
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  classificationReport,
} from './classification-report.ts'
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts'
export {
  type FormatClassificationReportOptions,
  formatClassificationReport,
} from './format-classification-report.ts'
export { formatConfusionMatrix } from './format-confusion-matrix.ts'
export type { Labels } from './labels.ts'
export { logLoss, type ProbabilityScoreOptions } from './log-loss.ts'
export { matthewsCorrelation } from './matthews-correlation.ts'
export {
  type MultiLabelReport,
  type MultiLabelReportOptions,
  type MultiLabels,
  multiLabelReport,
} from './multi-label-report.ts'
export { type PrecisionRecallCurve, precisionRecallCurve } from './precision-recall-curve.ts'
export type { Probabilities } from './probabilities.ts'
export { type RegressionReport, regressionReport } from './regression-report.ts'
export { type RocCurve, rocCurve } from './roc-curve.ts'
export { type TopKAccuracyOptions, topKAccuracy } from './top-k-accuracy.ts'
export { type BinaryCounts, type TunedThreshold, type TuneThresholdOptions, tuneThreshold } from './tune-threshold.ts'
