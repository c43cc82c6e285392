import type { SearchTask } from '../strategies/strategy.ts'
import { compareScores } from './objective.ts'
import type { Trial } from './trial.ts'

/** The completed trials, the best first; of equals the earlier one. */
export function ranking<T extends Trial>(trials: readonly T[], { objective }: Pick<SearchTask, 'objective'>): T[] {
  const compare = compareScores(objective)
  return trials.filter(({ status }) => status === 'completed').sort((a, b) => compare(a.score!, b.score!))
}
