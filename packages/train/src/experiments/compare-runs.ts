import { directionOf, type Mode } from '../callbacks/direction.ts'
import type { LoggedRun } from './run-row.ts'

/** Options of {@link compareRuns}. */
export interface CompareRunsOptions {
  /** Which values are better. Defaults to `'auto'`: larger for accuracies, smaller for errors and losses. */
  mode?: Mode
}

/**
 * Sorts runs, the best first, after making sure that they can be compared: the same metric on the same rows.
 *
 * @throws RangeError when they differ in their metric or their test rows, with the reason; when there is no run, or the
 * direction of the metric cannot be told.
 * @example
 * ```ts
 * import { compareRuns, experimentLog } from '@dlw/train'
 *
 * const log = experimentLog('compared.csv')
 * const common = { description: '', metric: 'rmse', testSet: 'a', testData: { x: [[1]], y: [2] } }
 * await log.append({ ...common, model: 'large', value: 4.1 })
 * await log.append({ ...common, model: 'small', value: 3.2 })
 * console.log(compareRuns(await log.runs()).map(({ model }) => model)) // → ['small', 'large']
 * ```
 */
export function compareRuns(runs: readonly LoggedRun[], { mode = 'auto' }: CompareRunsOptions = {}): LoggedRun[] {
  const [first] = runs
  if (!first) throw new RangeError('compareRuns: expected at least one run, received none. Log one with append.')
  for (const run of runs) {
    if (run.metric !== first.metric) {
      throw new RangeError(
        `compareRuns: expected runs with one metric, received ${first.metric} of ${first.model} and ${run.metric} of ${run.model}. Filter by metric first.`,
      )
    }
    if (run.fingerprint !== first.fingerprint) {
      throw new RangeError(
        `compareRuns: expected runs on the same test rows, received ${setOf(first)} of ${first.model} and ${setOf(run)} of ${run.model}. A score on other rows says nothing about which model is better: measure both on one test set.`,
      )
    }
  }
  const direction = mode === 'auto' ? directionOf(first.metric) : mode === 'max' ? 1 : -1
  if (direction === undefined) {
    throw new RangeError(`compareRuns: expected mode 'max' or 'min' for metric=${first.metric}, received mode=${mode}.`)
  }
  return [...runs].sort((a, b) => direction * (b.value - a.value))
}

const setOf = ({ testSet, fingerprint }: LoggedRun): string => `${testSet} (${fingerprint})`
