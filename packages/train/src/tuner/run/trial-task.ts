import type { NamedArray } from '@dlw/models/weights'
import type { Values } from '../space/parameter.ts'
import type { Objective } from './objective.ts'
import type { Execution, Report } from './trial.ts'

/** How the models of a search are trained: plain data, the same for every trial. */
export interface TrainingSettings {
  objective: Objective
  batchSize: number
  executionsPerTrial: number
  folds?: number
  maxModelSize?: number
  keepWeights: boolean
}

/** One trial to run: plain data, for this thread, another one or another machine. */
export interface TrialTask {
  /** Tells one search from all others. */
  search: string
  id: string
  values: Values
  seed: number
  epochs: number
  /** The names of all objectives, where there are several. */
  objectives?: readonly string[]
  /** Absent where a function is searched and no model is trained. */
  training?: TrainingSettings
  /** Whether a pruner wants to hear of each epoch. */
  reports?: true
}

/** What came of a trial. `fatal` is a mistake in the search itself, which no other trial would cure. */
export type TrialOutcome =
  | { status: 'completed'; executions: Execution[]; weights?: NamedArray[]; unread?: string[]; reports?: Report[] }
  | { status: 'pruned'; reports: Report[] }
  | { status: 'invalid' | 'fatal'; message: string }

/** Hears each report of a trial, the latest last, and says whether the trial ends there. */
export type Prune = (reports: readonly Report[]) => boolean | Promise<boolean>

/** Runs a trial; rejects when it fails, and with the signal's reason when it is aborted. */
export type RunTrial = (task: TrialTask, signal: AbortSignal, prune?: Prune) => Promise<TrialOutcome>

/** Where trials run. */
export interface Runner {
  run: RunTrial
  /** How many trials may run at once. */
  atOnce: number
  close(): Promise<void>
}
