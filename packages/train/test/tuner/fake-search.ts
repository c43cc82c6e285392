import type { Objective } from '../../src/tuner/run/objective.ts'
import type { Trial } from '../../src/tuner/run/trial.ts'
import type { SearchSpace, Values } from '../../src/tuner/space/parameter.ts'
import type { SearchTask, Strategy } from '../../src/tuner/strategies/strategy.ts'

/** Options of {@link fakeSearch}. */
export interface FakeSearchOptions extends Partial<Pick<SearchTask, 'seed' | 'epochs'>> {
  score: (values: Values, epochs: number) => number
  direction?: Objective['direction']
  constraints?: (values: Values) => number[]
  maxTrials?: number
  /** How many trials may be under way; the oldest ends when the strategy waits or there is no room. Defaults to 1. */
  atOnce?: number
}

/** Runs a strategy without training anything, for tests. */
export function fakeSearch(
  space: SearchSpace,
  strategy: Strategy,
  { score, constraints, direction = 'min', maxTrials = Infinity, atOnce = 1, seed = 0, epochs = 1 }: FakeSearchOptions,
): Trial[] {
  const task: SearchTask = { space, objective: { name: 'score', direction }, seed, epochs }
  const trials: Trial[] = []
  const running: Trial[] = []
  const finish = (): boolean => {
    const trial = running.shift()
    if (!trial) return false
    const result = score(trial.values, trial.epochs ?? epochs)
    trial.status = Number.isFinite(result) ? 'completed' : 'failed'
    if (Number.isFinite(result)) trial.score = result
    if (constraints) trial.constraints = constraints(trial.values)
    return true
  }
  for (;;) {
    const proposal = trials.length < maxTrials ? strategy.propose(trials, task) : undefined
    if (proposal === undefined || proposal === 'wait' || running.length === atOnce) {
      if (finish()) continue
      if (proposal === 'wait') throw new Error('fakeSearch: expected a proposal, received wait with nothing running.')
      if (proposal === undefined) return trials
    }
    const trial: Trial = { id: String(trials.length).padStart(4, '0'), status: 'running', ...proposal }
    trials.push(trial)
    running.push(trial)
  }
}
