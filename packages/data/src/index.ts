export type { Labels } from './class-indices.ts'
export type { Cell, Column, ColumnValues } from './column.ts'
export { createRandom, type Random, type RandomState } from './create-random.ts'
export type { FormatTableOptions } from './format-table.ts'
export { type KFoldOptions, kFoldIndices } from './k-fold-indices.ts'
export { loadPenguins } from './load-penguins.ts'
export { type MinMaxScalerOptions, minMaxScaler } from './min-max-scaler.ts'
export type { NdArray } from './nd-array.ts'
export { decodeOneHot, type OneHot, type OneHotOptions, oneHot } from './one-hot.ts'
export { type ParseCsvOptions, parseCsv } from './parse-csv.ts'
export type { Scalable, Scaled, Scaler, Scaling } from './scaler.ts'
export { type SplitIndices, type SplitOptions, splitIndices } from './split-indices.ts'
export { standardScaler } from './standard-scaler.ts'
export { stratifiedKFoldIndices } from './stratified-k-fold-indices.ts'
export { type Row, Table } from './table.ts'
export type { Rows } from './take-rows.ts'
export { type TimeSeriesSplitOptions, timeSeriesSplitIndices } from './time-series-split-indices.ts'
export { type Numeric, toTensor } from './to-tensor.ts'
export { type TrainTestSplit, trainTestSplit } from './train-test-split.ts'
export {
  type TrainValidationTestSplit,
  type TrainValidationTestSplitOptions,
  trainValidationTestSplit,
} from './train-validation-test-split.ts'
