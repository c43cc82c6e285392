import { pythonNumber } from '../../callbacks/python-number.ts'
import type { Objective } from '../run/objective.ts'
import type { SearchProgress } from '../run/run-search.ts'

/**
 * What Keras Tuner prints when a trial ends: its score, the best so far and the time.
 *
 * @example
 * ```ts
 * import { formatTrialComplete } from '@dlw/train/tuner'
 *
 * const trial = { id: '0005', status: 'completed', values: {}, score: 2.086, seconds: 19.2 } as const
 * const progress = { trial, best: trial, ended: 6, seconds: 88 }
 * const text = formatTrialComplete(progress, { name: 'val_loss', direction: 'min' })
 * console.log(text.split('\n')[0]) // → Trial 6 Complete [00h 00m 19s]
 * ```
 */
export function formatTrialComplete({ trial, best, ended, seconds }: SearchProgress, { name }: Objective): string {
  const score = trial.score === undefined ? (trial.message ?? trial.status) : pythonNumber(trial.score)
  return [
    `Trial ${ended} Complete [${clock(trial.seconds ?? 0)}]`,
    `${name}: ${score}`,
    '',
    `Best ${name} So Far: ${best?.score === undefined ? 'None' : pythonNumber(best.score)}`,
    `Total elapsed time: ${clock(seconds)}`,
  ].join('\n')
}

function clock(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${two(seconds / 3600)}h ${two((seconds / 60) % 60)}m ${two(seconds % 60)}s`
}
