import type { TrainingProgress } from '../callbacks/on-progress.ts'
import type { History, Logs } from '../loop/callback.ts'
import type { FitOptions } from '../loop/fit.ts'
import type { LabelledData } from '../rows/labelled-data.ts'
import type { CarriedError } from './carried-error.ts'
import type { TrainingState } from './training-state.ts'

/** Options of `fit` that are plain data. */
export type CarriedOptions = Pick<
  FitOptions,
  | 'batchSize'
  | 'capture'
  | 'classWeight'
  | 'epochs'
  | 'gradientAccumulationSteps'
  | 'initialEpoch'
  | 'sampleWeight'
  | 'seed'
  | 'shuffle'
  | 'verbose'
>

/** What a worker is to train. */
export interface TrainingOrder {
  data: LabelledData
  validation: LabelledData | undefined
  options: CarriedOptions
  state: TrainingState
  /** What `build` gets. */
  values: unknown
  wantsProgress: boolean
}

/** What the page says. Each training has a number of its own. */
export type ToWorker =
  /** Asks whether the worker listens. */
  | { dlwFit: 'hello' }
  | { dlwFit: 'train'; id: number; order: TrainingOrder }
  /** Ends the training after the epoch it is in. */
  | { dlwFit: 'stop'; id: number }
  /** Ends the training after the step it is in. */
  | { dlwFit: 'abort'; id: number }

/** What the worker says. */
export type FromWorker =
  | { dlwFit: 'ready' }
  | { dlwFit: 'epoch'; id: number; epoch: number; logs: Logs }
  | { dlwFit: 'progress'; id: number; progress: TrainingProgress }
  | { dlwFit: 'done'; id: number; history: History; state: TrainingState }
  | { dlwFit: 'error'; id: number; error: CarriedError }

/** Whether a message is one of these, and not one that somebody else posts to the same worker. */
export const isOurs = <Message extends ToWorker | FromWorker>(message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'dlwFit' in message
