import { compareScores } from '../run/objective.ts'
import { byFronts } from '../run/pareto.ts'
import type { Trial } from '../run/trial.ts'
import type { SearchTask } from './strategy.ts'

/**
 * The trials that have a score, the best first; of equals the earlier one. With several objectives, those that no other
 * is better than come first.
 */
export function bestFirst(
  trials: readonly Trial[],
  { objective, objectives }: Pick<SearchTask, 'objective' | 'objectives'>,
): Trial[] {
  if (objectives) return byFronts(trials, objectives).map(({ trial }) => trial)
  const compare = compareScores(objective)
  return trials.filter(({ score }) => score !== undefined).sort((a, b) => compare(a.score!, b.score!))
}
