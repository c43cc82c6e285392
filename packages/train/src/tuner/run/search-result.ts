import type { Table } from '@dlw/data'
import type { Values } from '../space/parameter.ts'
import { byFronts } from '../trials/pareto.ts'
import { ranking } from '../trials/ranking.ts'
import { trialsTable } from '../trials/trials-table.ts'
import { violationOf } from './constraints.ts'
import type { Objective } from './objective.ts'
import type { Trial } from './trial.ts'

/** What a search found: plain data, apart from the table. */
export interface SearchResult<V extends Values = Values> {
  /** All trials in the order of their ids. */
  trials: Trial<V>[]
  /** The completed trials that keep the constraints, the best first. */
  ranked: ScoredTrial<V>[]
  /** The best trial. */
  best: ScoredTrial<V>
  /** What ranks the trials: the first objective, where there are several. */
  objective: Objective
  /** All objectives; their values are in the `metrics` of trials. */
  objectives: readonly Objective[]
  /**
   * The trials that no other is better than in all objectives, the best by the first objective first. With one objective,
   * the best trial and its equals.
   */
  paretoFront: ScoredTrial<V>[]
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
  objectives: readonly [Objective, ...Objective[]],
  directory: string | undefined,
): SearchResult<V> {
  const [objective] = objectives
  const ranked = ranking(trials, { objective }) as ScoredTrial<V>[]
  const [best] = ranked
  if (!best && trials.some(({ status }) => status === 'completed')) {
    const [nearest] = trials
      .filter(({ status }) => status === 'completed')
      .sort((a, b) => violationOf(a) - violationOf(b))
    throw new Error(
      `tune: expected a trial that keeps the constraints, received ${trials.length} trials of which none does. Trial ${nearest!.id} breaks them least, by ${violationOf(nearest!)}, with ${JSON.stringify(nearest!.values)}: try more trials, or allow more.`,
    )
  }
  if (!best) {
    throw new Error(
      `tune: expected at least one trial to complete, received ${trials.length} without a score. The last said: ${trials.at(-1)?.message}`,
    )
  }
  const unused = (best.unread ?? []).filter((name) =>
    ranked.every(({ values, unread = [] }) => !(name in values) || unread.includes(name)),
  )
  const front = new Set(byFronts(ranked, objectives).flatMap(({ trial, rank }) => (rank === 0 ? [trial] : [])))
  return {
    ...{ trials, ranked, best, objective, objectives, unused },
    paretoFront: ranked.filter((trial) => front.has(trial)),
    ...(directory && { directory }),
    table: trialsTable(trials),
  }
}
