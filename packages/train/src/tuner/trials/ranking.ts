import { isFeasible } from '../run/constraints.ts'
import { compareScores } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import type { SearchTask } from '../strategies/strategy.ts'

/** The completed trials that keep the constraints, the best first; of equals the earlier one. */
export function ranking<T extends Trial>(trials: readonly T[], { objective }: Pick<SearchTask, 'objective'>): T[] {
  const compare = compareScores(objective)
  return trials
    .filter((trial) => trial.status === 'completed' && isFeasible(trial))
    .sort((a, b) => compare(a.score!, b.score!))
}
