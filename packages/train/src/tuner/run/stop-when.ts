import { expectInteger, expectNumber, rejectUnknownOptions } from '@dlw/data/arguments'
import { ranking } from '../trials/ranking.ts'
import { compareScores, type Objective } from './objective.ts'
import type { Trial } from './trial.ts'

/** When a whole search has done enough: as soon as one of these holds, no trial is begun. */
export interface StopWhen {
  /** Trials that ended, one after another, without a new best. Defaults to no limit. */
  patience?: number
  /** A score that is good enough. Defaults to none. */
  score?: number
  /** Seconds since the call. Defaults to no limit. */
  seconds?: number
}

/** Refuses limits out of range. */
export function checkStopWhen(caller: string, stopWhen: StopWhen): void {
  rejectUnknownOptions(caller, stopWhen, ['patience', 'score', 'seconds'])
  const { patience, score, seconds } = stopWhen
  if (patience !== undefined) expectInteger(caller, 'patience', patience)
  if (score !== undefined) expectNumber(caller, 'score', score)
  if (seconds !== undefined) expectNumber(caller, 'seconds', seconds, { min: 0 })
}

/** Whether a search has done enough. */
export function isEnough(
  { patience = Infinity, score, seconds = Infinity }: StopWhen,
  { trials, objective, elapsed }: { trials: readonly Trial[]; objective: Objective; elapsed: number },
): boolean {
  if (elapsed >= seconds) return true
  const [best] = ranking(trials, { objective })
  if (!best) return false
  if (score !== undefined && compareScores(objective)(best.score!, score) <= 0) return true
  const since = trials.slice(trials.indexOf(best) + 1).filter(({ status, added }) => status !== 'running' && !added)
  return since.length >= patience
}
