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

/** Builds a compiled model from a trial's values. The search disposes it. */
export type Build<V> = (values: V, context: TrialContext) => LayersModel | Promise<LayersModel>

/** Measures a trial's values. */
export type Evaluate<V> = (values: V, context: TrialContext) => number | Promise<number>

/** The rows to train on and those to validate on. Tensors stay yours to dispose. */
export interface TuneData extends LabelledData {
  /** Rows to judge each epoch by. Left out with `folds`, which takes them from `x` and `y`. */
  validation?: LabelledData
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
