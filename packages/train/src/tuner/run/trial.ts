import type { Logs } from '../../loop/callback.ts'
import type { Values } from '../space/parameter.ts'

/** One training of a trial: one of its repeated executions, or one of its folds. */
export interface Execution {
  /** The objective in the best epoch. */
  score: number
  /** The best epoch, counted from 0. */
  bestEpoch: number
  /** What was measured in the best epoch, under Keras's names. */
  metrics: Logs
  /** How many epochs it trained. */
  epochs: number
}

/** What a trial reported on its way. */
export interface Report {
  /** Counted from 0. */
  epoch: number
  /** The objective after that epoch; null in a file where it was not a number. */
  value: number
}

/** One trial of a search: plain data, as it is kept on disk. */
export interface Trial<V extends Values = Values> {
  /** Its number with leading zeros, `'0000'` for the first. */
  id: string
  values: V
  /**
   * `invalid`: its model is over the size allowed, or its objective was never a number. `pruned`: the pruner ended it
   * early.
   */
  status: 'running' | 'completed' | 'failed' | 'invalid' | 'pruned'
  /** The mean of the executions' scores; absent unless completed. */
  score?: number
  /** The means of the executions' metrics in their best epochs. */
  metrics?: Logs
  executions?: Execution[]
  /** The objective on the way, where a pruner asked for it or the function reported it. */
  reports?: Report[]
  /** Parameters whose values neither the build function nor the training read. */
  unread?: string[]
  /** How long it took. */
  seconds?: number
  /** Why it failed or is invalid. */
  message?: string
  /** How far it breaks each constraint of the search: above 0 where it does. */
  constraints?: number[]
  /** Whether it came from `enqueue`, and not from the strategy. */
  enqueued?: true
  /** Whether it came from an earlier search by `addTrials`, and did not run in this one. */
  added?: true
  /** The epochs it may train, where the strategy decides that. */
  epochs?: number
  /** Its place in a hyperband: iteration, bracket and round, and from the second round on the trial it goes on from. */
  hyperband?: { iteration: number; bracket: number; round: number; from?: string }
}
