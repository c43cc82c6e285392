import { compareScores } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import type { SearchTask } from './strategy.ts'

/** The trials that have a score, the best first; of equals the earlier one. */
export function bestFirst(trials: readonly Trial[], { objective }: Pick<SearchTask, 'objective'>): Trial[] {
  const compare = compareScores(objective)
  return trials.filter(({ score }) => score !== undefined).sort((a, b) => compare(a.score!, b.score!))
}
