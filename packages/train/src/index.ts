export { accuracy } from './accuracy.ts'
export { type AdamOptions, adam, adamW } from './adam.ts'
export {
  type AdadeltaOptions,
  type AdagradOptions,
  adadelta,
  adagrad,
  adamax,
  lion,
  nadam,
} from './adaptive-optimizers.ts'
export { type AucOptions, auc } from './auc.ts'
export { backupAndRestore } from './backup-and-restore.ts'
export { majorityClass, meanTarget, type PersistenceOptions, type Predictor, persistence } from './baselines.ts'
export type { Callback, History, Logs, Training } from './callback.ts'
export {
  type F1ScoreOptions,
  f1Score,
  precision,
  recall,
  sparseTopKCategoricalAccuracy,
  type ThresholdOptions,
  type TopKOptions,
  topKCategoricalAccuracy,
} from './class-metrics.ts'
export {
  binaryCrossentropy,
  type CrossentropyOptions,
  categoricalCrossentropy,
  categoricalHinge,
  hinge,
  klDivergence,
  sparseCategoricalCrossentropy,
  squaredHinge,
} from './classification-losses.ts'
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  type ClassScores,
  classificationReport,
} from './classification-report.ts'
export { type CompileOptions, compile } from './compile.ts'
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts'
export { type CrossValidateOptions, type CrossValidation, crossValidate } from './cross-validate.ts'
export { type CsvLoggerOptions, csvLogger } from './csv-logger.ts'
export type { Mode } from './direction.ts'
export { type EarlyStopping, type EarlyStoppingOptions, earlyStopping } from './early-stopping.ts'
export { type EvaluateOptions, evaluate } from './evaluate.ts'
export { type CompareRunsOptions, compareRuns } from './experiments/compare-runs.ts'
export { type ExperimentLog, type ExperimentRun, experimentLog } from './experiments/experiment-log.ts'
export type { LoggedRun } from './experiments/run-row.ts'
export type { Features } from './features.ts'
export { type FindLearningRateOptions, findLearningRate, type LearningRateSearch } from './find-learning-rate.ts'
export { type FitOptions, fit } from './fit.ts'
export { type FormatClassificationReportOptions, formatClassificationReport } from './format-classification-report.ts'
export { formatConfusionMatrix } from './format-confusion-matrix.ts'
export { type KerasLogOptions, kerasLog } from './keras-log.ts'
export type { LabelledData } from './labelled-data.ts'
export type { Labels } from './labels.ts'
export { type LearningRateScheduleOptions, learningRateSchedule, type Schedule } from './learning-rate-schedule.ts'
export { type LinearRegression, linearRegression, type RegressionData } from './linear-regression.ts'
export type { Loss, Metric } from './loss.ts'
export {
  binaryAccuracy,
  categoricalAccuracy,
  r2Score,
  rootMeanSquaredError,
  sparseCategoricalAccuracy,
} from './metrics.ts'
export { type ModelCheckpointOptions, modelCheckpoint } from './model-checkpoint.ts'
export type { ModelData } from './model-data.ts'
export { type LossName, lossNames } from './named-losses.ts'
export { type MetricName, metricNames } from './named-metrics.ts'
export { type OptimizerName, optimizerNames } from './named-optimizers.ts'
export { onEpoch } from './on-epoch.ts'
export type { OptimizerOptions } from './optimizer-options.ts'
export { type PredictOptions, predict } from './predict.ts'
export { type PredictClassesOptions, predictClasses } from './predict-classes.ts'
export { type ProgressBarOptions, progressBar } from './progress-bar.ts'
export {
  type ReduceLearningRateOnPlateauOptions,
  reduceLearningRateOnPlateau,
} from './reduce-learning-rate-on-plateau.ts'
export {
  cosineSimilarity,
  type HuberOptions,
  huber,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './regression-losses.ts'
export { type RegressionReport, regressionReport } from './regression-report.ts'
export { type RmspropOptions, rmsprop } from './rmsprop.ts'
export type { RowWeightOptions } from './row-weights.ts'
export { type GradientOptions, RuleOptimizer } from './rule-optimizer.ts'
export {
  type CosineDecayOptions,
  type CosineDecayRestartsOptions,
  cosineDecay,
  cosineDecayRestarts,
  type DecayOptions,
  exponentialDecay,
  inverseTimeDecay,
  type OneCycleOptions,
  oneCycle,
  type PiecewiseConstantDecayOptions,
  type PolynomialDecayOptions,
  piecewiseConstantDecay,
  polynomialDecay,
} from './schedules.ts'
export { type SgdOptions, sgd } from './sgd.ts'
export { type EventWriter, eventWriter } from './tensor-board/event-writer.ts'
export { type EventFile, parseEvents, type TensorBoardEvent } from './tensor-board/parse-events.ts'
export type { HyperParameters } from './tensor-board/summaries.ts'
export { type TensorBoardOptions, tensorBoard } from './tensor-board/tensor-board.ts'
export { terminateOnNaN } from './terminate-on-nan.ts'
export { type BayesianSearchOptions, bayesianSearch } from './tuner/bayesian-search.ts'
export { type BooleanOptions, boolean } from './tuner/boolean.ts'
export { type ChoiceOptions, choice } from './tuner/choice.ts'
export type { PlaceOptions } from './tuner/create-runner.ts'
export { decimal } from './tuner/decimal.ts'
export { fixed } from './tuner/fixed.ts'
export { formatTrialComplete } from './tuner/format-trial-complete.ts'
export { type FormatTrialsOptions, formatTrials } from './tuner/format-trials.ts'
export { gridSearch } from './tuner/grid-search.ts'
export { type HyperbandOptions, hyperband } from './tuner/hyperband.ts'
export { integer } from './tuner/integer.ts'
export type { Objective } from './tuner/objective.ts'
export type {
  Choice,
  Conditions,
  Fixed,
  Flag,
  Parameter,
  ParameterValue,
  Range,
  Sampling,
  SearchSpace,
  Values,
  ValuesOf,
} from './tuner/parameter.ts'
export { randomSearch } from './tuner/random-search.ts'
export type { RangeOptions } from './tuner/range.ts'
export type { SearchProgress } from './tuner/run-search.ts'
export { type SearchOptions, search } from './tuner/search.ts'
export type { CommonSearchOptions } from './tuner/search-options.ts'
export type { ScoredTrial, SearchResult } from './tuner/search-result.ts'
export type { Proposal, SearchTask, Strategy } from './tuner/strategy.ts'
export type { Build, Evaluate, Study, TrialCallbacks, TrialContext, TuneData } from './tuner/study.ts'
export type { Execution, Trial } from './tuner/trial.ts'
export { trialsTable } from './tuner/trials-table.ts'
export { type TuneOptions, type TuneResult, tune } from './tuner/tune.ts'
export { when } from './tuner/when.ts'
export { loadWeights, saveWeights } from './weights-file.ts'
