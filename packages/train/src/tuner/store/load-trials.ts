import { joinPath } from '@dlw/data/files'
import type { Trial } from '../run/trial.ts'
import { readJson, readTrials } from './read-trials.ts'

/**
 * Loads the trials of a search from its directory, also while it runs: to look at them, or for another search that learns
 * from them (`addTrials`). Node only.
 *
 * @returns All trials in the order of their ids; those that have not ended have the status `running`.
 * @throws Error when the directory holds no search; RangeError when a file is not a trial.
 * @see Optuna `load_study(…).trials`
 * @example
 * ```ts
 * import { decimal, loadTrials, randomSearch, search, tpe } from '@dlw/train/tuner'
 *
 * const space = { x: decimal({ min: 0, max: 1 }) }
 * const options = { space, direction: 'min', maxTrials: 20, seed: 0 } as const
 * const miss = ({ x }: { x: number }) => (x - 0.3) ** 2
 * await search(miss, { ...options, strategy: randomSearch(), directory: 'trials' })
 * const addTrials = await loadTrials('trials')
 * const { best, trials } = await search(miss, { ...options, strategy: tpe(), addTrials })
 * console.log(trials.length, best.score < 0.0001) // → 40 true
 * ```
 */
export async function loadTrials(directory: string): Promise<Trial[]> {
  if (typeof process === 'undefined') {
    throw new Error(`loadTrials: expected Node, received a browser for directory=${directory}. Keep trials elsewhere.`)
  }
  if ((await readJson(joinPath(directory, 'search.json'))) === undefined) {
    throw new Error(
      `loadTrials: expected the directory of a search, received directory=${directory}, which has no search.json. Give the directory that tune or search was given.`,
    )
  }
  return readTrials(directory)
}
