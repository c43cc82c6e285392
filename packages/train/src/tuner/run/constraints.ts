import type { Trial } from './trial.ts'

/** How far a trial breaks each constraint: numbers above 0 are violations, 0 and less keep it. */
export type Constraints = (trial: Trial) => readonly number[]

/**
 * How far a trial breaks its constraints: the sum of all numbers above 0; 0 where it keeps them, or there are none.
 *
 * @see Optuna `TPESampler(constraints_func=…)`
 */
export const violationOf = ({ constraints = [] }: Pick<Trial, 'constraints'>): number =>
  constraints.reduce((sum, value) => sum + Math.max(0, value), 0)

/** Whether a trial keeps all constraints. */
export const isFeasible = (trial: Pick<Trial, 'constraints'>): boolean => violationOf(trial) === 0

/**
 * Asks how far a trial that ended breaks each constraint.
 *
 * @throws TypeError when the answer is no list of numbers.
 */
export function measuredConstraints(constraints: Constraints, trial: Trial): number[] {
  const values: unknown = constraints(structuredClone(trial))
  if (Array.isArray(values) && values.every((value) => Number.isFinite(value))) {
    return [...values]
  }
  throw new TypeError(
    `constraints: expected a list of numbers, above 0 where a constraint is broken, received ${JSON.stringify(values)} for trial ${trial.id} (${trial.status}). A pruned trial has no metrics.`,
  )
}
