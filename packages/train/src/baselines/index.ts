/**
 * What a network has to beat: the majority class, the mean, yesterday's value, a linear regression.
 *
 * @module
 */
export {
  majorityClass,
  meanTarget,
  type PersistenceOptions,
  type Predictor,
  persistence,
} from './baselines.ts'
export type { Features } from './features.ts'
export { type LinearRegression, linearRegression, type RegressionData } from './linear-regression.ts'
