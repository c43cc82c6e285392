/**
 * Hyperparameter search: declare a space, choose a strategy, and `tune`.
 *
 * @module
 */
export type { PlaceOptions } from './places/create-runner.ts'
export { type MedianPrunerOptions, medianPruner } from './pruners/median-pruner.ts'
export type { Pruner, PrunerView } from './pruners/pruner.ts'
export { type SuccessiveHalvingOptions, successiveHalving } from './pruners/successive-halving.ts'
export type { Objective } from './run/objective.ts'
export type { SearchProgress } from './run/run-search.ts'
export { type SearchOptions, search } from './run/search.ts'
export type { CommonSearchOptions } from './run/search-options.ts'
export type { ScoredTrial, SearchResult } from './run/search-result.ts'
export type { StopWhen } from './run/stop-when.ts'
export type {
  Build,
  Evaluate,
  EvaluateContext,
  Study,
  TrialCallbacks,
  TrialContext,
  TrialFitOptions,
  TuneData,
} from './run/study.ts'
export type { Execution, Report, Trial } from './run/trial.ts'
export { type TuneOptions, type TuneResult, tune } from './run/tune.ts'
export { type BooleanOptions, boolean } from './space/boolean.ts'
export { type ChoiceOptions, choice } from './space/choice.ts'
export { decimal } from './space/decimal.ts'
export { fixed } from './space/fixed.ts'
export { integer } from './space/integer.ts'
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
} from './space/parameter.ts'
export type { RangeOptions } from './space/range.ts'
export { when } from './space/when.ts'
export { loadTrials } from './store/load-trials.ts'
export { type BayesianSearchOptions, bayesianSearch } from './strategies/bayesian-search.ts'
export { type CmaEsOptions, cmaEs } from './strategies/cma-es.ts'
export { gridSearch } from './strategies/grid-search.ts'
export { type HyperbandOptions, hyperband } from './strategies/hyperband.ts'
export { randomSearch } from './strategies/random-search.ts'
export type { Proposal, SearchTask, Strategy } from './strategies/strategy.ts'
export { type TpeOptions, tpe } from './strategies/tpe.ts'
export { formatTrialComplete } from './trials/format-trial-complete.ts'
export { type FormatTrialsOptions, formatTrials } from './trials/format-trials.ts'
export { type ParameterImportancesOptions, parameterImportances } from './trials/parameter-importances.ts'
export { trialsTable } from './trials/trials-table.ts'
