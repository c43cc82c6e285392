import { isFeasible, violationOf } from '../run/constraints.ts'
import { compareScores } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import { byFronts } from '../trials/pareto.ts'
import type { SearchTask } from './strategy.ts'

/**
 * The trials that ended with a score, the best first; of equals the earlier one. With several objectives, those that no
 * other is better than come first. Then come trials that were pruned, the longest first, and last those that break a
 * constraint, the least violation first: the order in which Optuna's TPE takes good trials.
 */
export function bestFirst(
  trials: readonly Trial[],
  { objective, objectives }: Pick<SearchTask, 'objective' | 'objectives'>,
): Trial[] {
  const infeasible = trials.filter((trial) => !isFeasible(trial))
  infeasible.sort((a, b) => violationOf(a) - violationOf(b))
  if (objectives) return [...byFronts(trials, objectives).map(({ trial }) => trial), ...infeasible]
  const compare = compareScores(objective)
  const scored = trials.filter((trial) => trial.score !== undefined && isFeasible(trial))
  const pruned = trials.filter((trial) => trial.status === 'pruned' && isFeasible(trial))
  scored.sort((a, b) => compare(a.score!, b.score!))
  pruned.sort((a, b) => lengthOf(b) - lengthOf(a) || compareLast(a, b, compare))
  return [...scored, ...pruned, ...infeasible]
}

const lengthOf = ({ reports = [] }: Trial): number => (reports.at(-1)?.epoch ?? -1) + 1

/** Compares the last values of two trials; one that is not a number is the worst. */
function compareLast(a: Trial, b: Trial, compare: (a: number, b: number) => number): number {
  const [first, second] = [a, b].map(({ reports = [] }) => reports.at(-1)?.value ?? Number.NaN)
  if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
  return compare(first!, second!)
}
