export { backupAndRestore } from './callbacks/backup-and-restore.ts'
export { type CsvLoggerOptions, csvLogger } from './callbacks/csv-logger.ts'
export type { Mode } from './callbacks/direction.ts'
export { type EarlyStopping, type EarlyStoppingOptions, earlyStopping } from './callbacks/early-stopping.ts'
export {
  type ExponentialMovingAverageOptions,
  exponentialMovingAverage,
} from './callbacks/exponential-moving-average.ts'
export { type KerasLogOptions, kerasLog } from './callbacks/keras-log.ts'
export {
  type LearningRateScheduleOptions,
  learningRateSchedule,
  type Schedule,
} from './callbacks/learning-rate-schedule.ts'
export { type ModelCheckpointOptions, modelCheckpoint } from './callbacks/model-checkpoint.ts'
export { onEpoch } from './callbacks/on-epoch.ts'
export { type OnProgressOptions, onProgress, type TrainingProgress } from './callbacks/on-progress.ts'
export { type ProgressBarOptions, progressBar } from './callbacks/progress-bar.ts'
export {
  type ReduceLearningRateOnPlateauOptions,
  reduceLearningRateOnPlateau,
} from './callbacks/reduce-learning-rate-on-plateau.ts'
export {
  type StochasticWeightAveragingOptions,
  stochasticWeightAveraging,
} from './callbacks/stochastic-weight-averaging.ts'
export { terminateOnNaN } from './callbacks/terminate-on-nan.ts'
export { type TimeLimitOptions, timeLimit } from './callbacks/time-limit.ts'
export type { CaptureReport } from './capture/capture-report.ts'
export { type CompileOptions, compile } from './compile/compile.ts'
export type { LossChoice, MetricChoice, OutputMetrics } from './compile/objectives.ts'
export type { PerOutput } from './compile/per-output.ts'
export { type CrossValidateOptions, type CrossValidation, crossValidate } from './evaluate/cross-validate.ts'
export { type EvaluateOptions, evaluate } from './evaluate/evaluate.ts'
export { type PredictOptions, predict } from './evaluate/predict.ts'
export { type PredictClassesOptions, predictClasses } from './evaluate/predict-classes.ts'
export { type PredictedOutput, predictOutputs } from './evaluate/predict-outputs.ts'
export { type CompareRunsOptions, compareRuns } from './experiments/compare-runs.ts'
export { type ExperimentLog, type ExperimentRun, experimentLog } from './experiments/experiment-log.ts'
export type { LoggedRun } from './experiments/run-row.ts'
export { compileFromKeras } from './keras/compile-from-keras.ts'
export { kerasCompilation } from './keras/keras-compilation.ts'
export type { Augment } from './loop/augmented-rows.ts'
export type { Batch as TrainBatch } from './loop/batch.ts'
export type { Callback, CallbackState, History, Logs, StateValue, Training } from './loop/callback.ts'
export { type DryRun, dryRun } from './loop/dry-run.ts'
export { type FindLearningRateOptions, findLearningRate, type LearningRateSearch } from './loop/find-learning-rate.ts'
export { type FitOptions, fit } from './loop/fit.ts'
export { type OverfitBatch, type OverfitBatchOptions, overfitBatch } from './loop/overfit-batch.ts'
export { type MixupOptions, mixup } from './loop/step/mixup.ts'
export type { TrainStep, TrainStepTools } from './loop/step/own-step.ts'
export { cosineSimilarity } from './losses/cosine-similarity.ts'
export {
  binaryCrossentropy,
  type CrossentropyOptions,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} from './losses/crossentropies.ts'
export { categoricalHinge, hinge, squaredHinge } from './losses/hinges.ts'
export { type HuberOptions, huber } from './losses/huber.ts'
export { klDivergence } from './losses/kl-divergence.ts'
export type { Loss, Metric } from './losses/loss.ts'
export { type LossName, lossNames } from './losses/named-losses.ts'
export {
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './losses/regression-losses.ts'
export { type AucOptions, auc } from './metrics/auc.ts'
export {
  type F1ScoreOptions,
  f1Score,
  precision,
  recall,
  sparseTopKCategoricalAccuracy,
  type ThresholdOptions,
  type TopKOptions,
  topKCategoricalAccuracy,
} from './metrics/class-metrics.ts'
export { metric, type PlainMetricOptions, type StatefulMetricOptions } from './metrics/metric.ts'
export type { MetricNameOptions } from './metrics/metric-name.ts'
export {
  binaryAccuracy,
  categoricalAccuracy,
  r2Score,
  rootMeanSquaredError,
  sparseCategoricalAccuracy,
} from './metrics/metrics.ts'
export { type MetricName, metricNames } from './metrics/named-metrics.ts'
export { withName } from './metrics/with-name.ts'
export { type AdadeltaOptions, adadelta } from './optimizers/adadelta.ts'
export { type AdagradOptions, adagrad } from './optimizers/adagrad.ts'
export { type AdamOptions, adam, adamW } from './optimizers/adam.ts'
export { adamax } from './optimizers/adamax.ts'
export type { GradientOptions } from './optimizers/gradient-options.ts'
export { lion } from './optimizers/lion.ts'
export { nadam } from './optimizers/nadam.ts'
export { type OptimizerName, optimizerNames } from './optimizers/named-optimizers.ts'
export type { OptimizerOptions } from './optimizers/optimizer-options.ts'
export { type RmspropOptions, rmsprop } from './optimizers/rmsprop.ts'
export { type OptimizerKind, type OptimizerState, RuleOptimizer } from './optimizers/rule-optimizer.ts'
export { type SgdOptions, sgd } from './optimizers/sgd.ts'
export * from './reports/index.ts'
export type { PerName } from './rows/by-name.ts'
export type { LabelledData, LabelledStream, SampleWeight } from './rows/labelled-data.ts'
export type { ModelData } from './rows/model-data.ts'
export type { RowWeightOptions } from './rows/row-weights.ts'
export { type CosineDecayOptions, cosineDecay } from './schedules/cosine-decay.ts'
export { type CosineDecayRestartsOptions, cosineDecayRestarts } from './schedules/cosine-decay-restarts.ts'
export type { DecayOptions } from './schedules/decay-options.ts'
export { exponentialDecay } from './schedules/exponential-decay.ts'
export { inverseTimeDecay } from './schedules/inverse-time-decay.ts'
export { type OneCycleOptions, oneCycle } from './schedules/one-cycle.ts'
export { type PiecewiseConstantDecayOptions, piecewiseConstantDecay } from './schedules/piecewise-constant-decay.ts'
export { type PolynomialDecayOptions, polynomialDecay } from './schedules/polynomial-decay.ts'
export { type EventWriter, eventWriter } from './tensor-board/event-writer.ts'
export { type EventFile, parseEvents, type TensorBoardEvent } from './tensor-board/parse-events.ts'
export type { HyperParameters } from './tensor-board/summaries.ts'
export { type TensorBoardOptions, tensorBoard } from './tensor-board/tensor-board.ts'
export { type FitInWorkerOptions, fitInWorker } from './worker/fit-in-worker.ts'
export type { TrainingWorker } from './worker/hear-worker.ts'
export type { CarriedOptions } from './worker/messages.ts'
export { type ServeFitOptions, serveFit } from './worker/serve-fit.ts'
