export { type FingerprintData, fingerprint } from './arrays/fingerprint.ts'
export { loadNpy, loadNpz } from './arrays/load-npy.ts'
export type { NdArray } from './arrays/nd-array.ts'
export { parseNpy } from './arrays/parse-npy.ts'
export { parseNpz } from './arrays/parse-npz.ts'
export { type Numeric, toTensor } from './arrays/to-tensor.ts'
export type { ColumnType, MissingSpellings, ParseCsvOptions } from './csv/csv-options.ts'
export { type LoadCsvOptions, loadCsv } from './csv/load-csv.ts'
export { parseCsv } from './csv/parse-csv.ts'
export { type StreamCsvOptions, streamCsv } from './csv/stream-csv.ts'
export { loadDollarStreet } from './datasets/load-dollar-street.ts'
export { loadPenguins } from './datasets/load-penguins.ts'
export { loadWeather } from './datasets/load-weather.ts'
export { type ParseDatesOptions, parseDates } from './dates/parse-dates.ts'
export type { Source } from './files/read-source.ts'
export type { DownloadProgress, LoadOptions } from './files/remote-file.ts'
export { augmentImages } from './images/augment-images.ts'
export type { AugmentImagesOptions } from './images/augment-images-options.ts'
export { type BatchPlace, type BatchStream, mapBatches } from './images/batch-stream.ts'
export type { ImageSet, ImageSplit } from './images/image-set.ts'
export { loadImageArrays } from './images/load-image-arrays.ts'
export { type ImageFolder, type LoadImageFolderOptions, loadImageFolder } from './images/load-image-folder.ts'
export { type Mixed, type MixUpOptions, mixUp } from './images/mix-up.ts'
export { type ImageStream, type StreamImageFolderOptions, streamImageFolder } from './images/stream-image-folder.ts'
export { type SyntheticImagesOptions, syntheticImages } from './images/synthetic-images.ts'
export { loadJson } from './json/load-json.ts'
export { type ParseJsonOptions, parseJson } from './json/parse-json.ts'
export { classWeights } from './preprocess/class-weights.ts'
export { type HashingEncoderOptions, hashingEncoder } from './preprocess/encoders/hashing-encoder.ts'
export { LabelEncoder, type LabelEncoderJSON, labelEncoder } from './preprocess/encoders/label-encoder.ts'
export { decodeOneHot, type OneHot, type OneHotOptions, oneHot } from './preprocess/encoders/one-hot.ts'
export { type OneHotEncoderOptions, oneHotEncoder } from './preprocess/encoders/one-hot-encoder.ts'
export { type OrdinalEncoderOptions, ordinalEncoder } from './preprocess/encoders/ordinal-encoder.ts'
export { type TargetEncoderOptions, targetEncoder } from './preprocess/encoders/target-encoder.ts'
export { type ResampleIndicesOptions, resampleIndices } from './preprocess/resample-indices.ts'
export { maxAbsScaler } from './preprocess/scalers/max-abs-scaler.ts'
export { type MinMaxScalerOptions, minMaxScaler } from './preprocess/scalers/min-max-scaler.ts'
export { type NormalizerOptions, normalizer } from './preprocess/scalers/normalizer.ts'
export { type PowerTransformerOptions, powerTransformer } from './preprocess/scalers/power-transformer.ts'
export { type QuantileTransformerOptions, quantileTransformer } from './preprocess/scalers/quantile-transformer.ts'
export { type RobustScalerOptions, robustScaler } from './preprocess/scalers/robust-scaler.ts'
export type { Scalable, Scaled, ScaledArray, Scaler, Scaling } from './preprocess/scalers/scaler.ts'
export { standardScaler } from './preprocess/scalers/standard-scaler.ts'
export {
  type ColumnGroup,
  ColumnTransformer,
  type ColumnTransformerOptions,
  columnTransformer,
} from './preprocess/transformers/column-transformer.ts'
export { type PolynomialFeaturesOptions, polynomialFeatures } from './preprocess/transformers/polynomial-features.ts'
export { type SimpleImputerOptions, simpleImputer } from './preprocess/transformers/simple-imputer.ts'
export type { TableTransformer } from './preprocess/transformers/table-transformer.ts'
export type { Tabular, Transformer, TransformerJSON } from './preprocess/transformers/transformer.ts'
export { transformerFromJSON } from './preprocess/transformers/transformer-from-json.ts'
export { type NextDay, type NextDayOptions, nextDay } from './preprocess/windows/next-day.ts'
export {
  type SlidingWindows,
  type SlidingWindowsOptions,
  slidingWindows,
} from './preprocess/windows/sliding-windows.ts'
export { createRandom, type Random, type RandomState } from './random/create-random.ts'
export type { Labels } from './split/class-indices.ts'
export { groupKFoldIndices } from './split/group-k-fold-indices.ts'
export { type KFoldOptions, kFoldIndices } from './split/k-fold-indices.ts'
export { leaveOneOutIndices } from './split/leave-one-out-indices.ts'
export type { PartSizes } from './split/part-counts.ts'
export {
  type RepeatedKFoldOptions,
  repeatedKFoldIndices,
  repeatedStratifiedKFoldIndices,
} from './split/repeated-k-fold-indices.ts'
export { splitIndices } from './split/split-indices.ts'
export type { SplitIndices, SplitOptions } from './split/split-options.ts'
export {
  type StratifiedGroupKFoldOptions,
  stratifiedGroupKFoldIndices,
} from './split/stratified-group-k-fold-indices.ts'
export { stratifiedKFoldIndices } from './split/stratified-k-fold-indices.ts'
export type { Rows } from './split/take-rows.ts'
export { type TimeSeriesSplitOptions, timeSeriesSplitIndices } from './split/time-series-split-indices.ts'
export { type TrainTestSplit, trainTestSplit } from './split/train-test-split.ts'
export {
  type TrainValidationTestSplit,
  type TrainValidationTestSplitOptions,
  trainValidationTestSplit,
} from './split/train-validation-test-split.ts'
export {
  type ValidationSplitIndices,
  type ValidationSplitOptions,
  validationSplitIndices,
} from './split/validation-split-indices.ts'
export type { Cell, Column, ColumnValues } from './table/column.ts'
export type { FormatTableOptions } from './table/format-table.ts'
export { type Groups, Table } from './table/table.ts'
export type { TableNote } from './table/table-note.ts'
export type { Finding, TableReport } from './table/table-report.ts'
export type { CellOf, Columns, Dropped, Extended, NameOf, Row, RowOf, Selected } from './table/table-types.ts'
export { type ValidateTableOptions, validateTable } from './table/validate-table.ts'
export type { Aggregation, Aggregations } from './table/verbs/aggregation.ts'
export type { AppendOptions } from './table/verbs/append.ts'
export type { CutOptions } from './table/verbs/cut.ts'
export type { DateCycle, DatePart, DatePartsOptions } from './table/verbs/date-parts.ts'
export type { Filling } from './table/verbs/fill-missing.ts'
export type { JoinOptions } from './table/verbs/join.ts'
export type { Replacements } from './table/verbs/replace.ts'
export type { ResampleOptions } from './table/verbs/resample.ts'
export type { SampleOptions } from './table/verbs/sample-rows.ts'
export type { ShiftOptions } from './table/verbs/shift.ts'
export type { SortOptions } from './table/verbs/sorted-rows.ts'
