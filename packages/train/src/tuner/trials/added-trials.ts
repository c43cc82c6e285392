import { type Constraints, measuredConstraints } from '../run/constraints.ts'
import type { Objective } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import { wholeValues } from '../space/enqueued-values.ts'
import type { SearchSpace, Values } from '../space/parameter.ts'

/** What a search is about, and who asks. */
export interface AddedTo {
  space: SearchSpace
  /** All objectives; the first of them is the score. */
  objectives: readonly Objective[]
  constraints: Constraints | undefined
  caller: string
}

/**
 * Trials of an earlier search as the first of another: those that completed or were pruned, with new numbers.
 *
 * @throws RangeError for values that the space does not have, and for scores of another objective.
 */
export function addedTrials(trials: readonly Trial[], { space, objectives, constraints, caller }: AddedTo): Trial[] {
  const ended = trials.filter(({ status }) => status === 'completed' || status === 'pruned')
  return ended.map((before, index) => {
    const { id, status, values, score, metrics, executions, reports, seconds } = before
    const what = { caller, what: `addTrials (trial ${id})`, advice: 'Leave the trial out, or change the space.' }
    checkScores(before, objectives, caller)
    const known = { score, metrics, executions, reports, seconds }
    const trial: Trial = {
      id: String(index).padStart(4, '0'),
      status,
      values: checkedValues(space, values, what),
      added: true,
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    }
    if (constraints) trial.constraints = measuredConstraints(constraints, trial)
    return trial
  })
}

/** Values that this space has, each of them: a default would be a value that was never tried. */
function checkedValues(
  space: SearchSpace,
  values: Values,
  what: { caller: string; what: string; advice: string },
): Values {
  const whole = wholeValues(space, values, what)
  const missing = Object.keys(whole).find((name) => values[name] === undefined)
  if (missing === undefined) return whole
  throw new RangeError(
    `${what.caller}: expected ${what.what} to have all parameters of the space, received none for ${missing}. ${what.advice}`,
  )
}

function checkScores(
  { id, score, metrics = {}, status }: Trial,
  objectives: readonly Objective[],
  caller: string,
): void {
  if (status !== 'completed') return
  const [{ name }] = objectives as [Objective]
  const isOther = name in metrics ? metrics[name] !== score : Object.keys(metrics).length > 0
  const missing = objectives.slice(1).find((objective) => !(objective.name in metrics))?.name
  if (!isOther && missing === undefined && Number.isFinite(score)) return
  throw new RangeError(
    `${caller}: expected addTrials of a search for ${objectives.map((objective) => objective.name).join(', ')}, received trial ${id} with score=${score} and ${Object.keys(metrics).join(', ') || 'no metrics'}. Add trials that were scored by the same objective.`,
  )
}
