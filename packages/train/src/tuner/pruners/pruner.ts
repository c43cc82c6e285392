import type { Objective } from '../run/objective.ts'
import type { Report, Trial } from '../run/trial.ts'

/** What a pruner looks at when a trial has reported a value. */
export interface PrunerView {
  /** What the trial has reported so far, the latest last. */
  readonly reports: readonly Report[]
  /** The other trials: ended, pruned and running, with what they reported. */
  readonly others: readonly Trial[]
  readonly objective: Objective
}

/** Decides which trials end early. It has no state: the same view gives the same answer. */
export interface Pruner {
  readonly name: string
  /** How it was set up: plain data, kept with the trials. */
  readonly settings: Readonly<Record<string, number | undefined>>
  /** Whether the trial ends after its latest report. */
  shouldPrune(view: PrunerView): boolean
}
