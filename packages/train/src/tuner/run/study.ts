import type { SplitIndices } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback } from '../../loop/callback.ts'
import type { FitOptions } from '../../loop/fit.ts'
import type { LabelledData } from '../../rows/labelled-data.ts'
import type { Values } from '../space/parameter.ts'

/** What a trial is told beside its values. */
export interface TrialContext {
  /** The trial's number with leading zeros, `'0000'` for the first. */
  id: string
  /** The seed for everything random in this training. */
  seed: number
  /** The epochs it may train. */
  epochs: number
  /** Aborted when the search ends before the trial does. */
  signal: AbortSignal
}

/** What a function that is searched is told beside the values. */
export interface EvaluateContext extends TrialContext {
  /**
   * Reports a score on the way, for the `pruner` of the search: once for each epoch, counted from 0. Throws where the
   * trial ends there; let it through. In a worker the answer takes its time: `await` it. Values are kept with the trial.
   */
  report: (epoch: number, value: number) => void | Promise<void>
}

/** Builds a compiled model from a trial's values. The search disposes it. */
export type Build<V> = (values: V, context: TrialContext) => LayersModel | Promise<LayersModel>

/** Measures a trial's values: a score, or one under the name of each objective where there are several. */
export type Evaluate<V> = (
  values: V,
  context: EvaluateContext,
) => number | Readonly<Record<string, number>> | Promise<number | Readonly<Record<string, number>>>

/** The rows to train on and those to validate on. Tensors stay yours to dispose. */
export interface TuneData extends LabelledData {
  /** Rows to evaluate each epoch on. Left out with `folds`, which takes them from `x` and `y`. */
  validation?: LabelledData
  /**
   * Row numbers to train and to validate on, for each training of a trial; its score is the mean. Made by
   * `stratifiedKFoldIndices`, `groupKFoldIndices`, `timeSeriesSplitIndices`, `repeatedKFoldIndices` and others of
   * `@dlw/data`, or your own. Defaults to none.
   */
  splits?: readonly SplitIndices[]
}

/** Callbacks for every training, or a function that makes them for one. */
export type TrialCallbacks<V> = readonly Callback[] | ((values: V, context: TrialContext) => readonly Callback[])

/**
 * Options of `fit` that a trial decides from its values. `batchSize` and `epochs` need none of this: a parameter of that
 * name is used by itself.
 */
export type TrialFitOptions<V> = (
  values: V,
  context: TrialContext,
) => Pick<FitOptions, 'batchSize' | 'classWeight' | 'sampleWeight' | 'shuffle'>

/** What a search tries: a function to measure, or models to train. A module for workers exports these names. */
export interface Study<V = Values> {
  evaluate?: Evaluate<V>
  build?: Build<V>
  data?: TuneData | (() => TuneData | Promise<TuneData>)
  callbacks?: TrialCallbacks<V>
  fitOptions?: TrialFitOptions<V>
}
