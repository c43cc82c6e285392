import type { Objective } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import type { SearchSpace, Values } from '../space/parameter.ts'

/** What a strategy knows of the search it proposes for. */
export interface SearchTask {
  readonly space: SearchSpace
  readonly objective: Objective
  /** All objectives, where there are several; the first of them is `objective`. Their values are a trial's `metrics`. */
  readonly objectives?: readonly Objective[]
  readonly seed: number
  /** The epochs a trial trains at most. */
  readonly epochs: number
}

/** What to try next. */
export interface Proposal extends Pick<Trial, 'epochs' | 'hyperband'> {
  readonly values: Values
}

/**
 * A way to search: proposes values, and knows nothing of models. A strategy has no state: the same history under the
 * same seed gives the same proposal, which is what makes a search repeatable and able to go on where it was killed.
 */
export interface Strategy {
  readonly name: string
  /** How it was set up: plain data, kept with the trials. */
  readonly settings: Readonly<Record<string, number | undefined>>
  /** Whether it proposes as long as it is asked, in a space that has a range without steps. */
  readonly isEndless?: boolean
  /** Whether it can search by several objectives. Defaults to false. */
  readonly handlesObjectives?: boolean
  /** Whether it keeps away from trials that break constraints, or needs not. Defaults to false. */
  readonly handlesConstraints?: boolean
  /** Whether it can go on from trials of another search. Defaults to false. */
  readonly handlesAddedTrials?: boolean
  /**
   * Proposes the trial after those of the history, which are in the order of their ids; some may be running.
   *
   * @returns `'wait'` when a running trial must end first, undefined when there is nothing left to try.
   */
  propose(history: readonly Trial[], task: SearchTask): Proposal | 'wait' | undefined
}
