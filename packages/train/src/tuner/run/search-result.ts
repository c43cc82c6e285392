import type { Table } from '@dlw/data'
import type { Values } from '../space/parameter.ts'
import type { Objective } from './objective.ts'
import { ranking } from './run-search.ts'
import type { Trial } from './trial.ts'
import { trialsTable } from './trials-table.ts'

/** What a search found: plain data, apart from the table. */
export interface SearchResult<V extends Values = Values> {
  /** All trials in the order of their ids. */
  trials: Trial<V>[]
  /** The completed trials, the best first. */
  ranked: ScoredTrial<V>[]
  /** The best trial. */
  best: ScoredTrial<V>
  objective: Objective
  /**
   * Parameters that no trial read: they are searched for nothing. A build function that leaves one out, or a name that
   * differs between space and build function.
   */
  unused: string[]
  /** Where the trials are kept; absent when they are not. */
  directory?: string
  /** One row for each trial, for `toString()`, `toCsv()` and `toObjects()`. */
  table: Table
}

/** A trial that completed. */
export type ScoredTrial<V extends Values = Values> = Trial<V> &
  Required<Pick<Trial<V>, 'score' | 'metrics' | 'executions'>>

/** Ranks the trials of a search that ended. */
export function searchResult<V extends Values>(
  trials: Trial<V>[],
  objective: Objective,
  directory: string | undefined,
): SearchResult<V> {
  const ranked = ranking(trials, { objective }) as ScoredTrial<V>[]
  const [best] = ranked
  if (!best) {
    throw new Error(
      `tune: expected at least one trial to complete, received ${trials.length} without a score. The last said: ${trials.at(-1)?.message}`,
    )
  }
  const unused = (best.unread ?? []).filter((name) =>
    ranked.every(({ values, unread = [] }) => !(name in values) || unread.includes(name)),
  )
  return { trials, ranked, best, objective, unused, ...(directory && { directory }), table: trialsTable(trials) }
}
