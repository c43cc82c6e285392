import { expectInteger, rejectUnknownOptions } from '@dlw/data/arguments'
import { compareScores } from '../run/objective.ts'
import type { Pruner } from './pruner.ts'

/** Options of {@link medianPruner}. */
export interface MedianPrunerOptions {
  /** How many trials must have completed before any is pruned. Defaults to 5. */
  startupTrials?: number
  /** How many epochs every trial may train. Defaults to 0. */
  warmupEpochs?: number
}

/**
 * Ends a trial whose best value so far is worse than the median of what completed trials had reported at the same
 * epoch. Values that are not a number end it too.
 *
 * @throws RangeError when an option is out of range.
 * @see Optuna `MedianPruner`
 * @example
 * ```ts
 * import { decimal, medianPruner, randomSearch, search } from '@dlw/train/tuner'
 *
 * const { trials } = await search(
 *   ({ rate }, { epochs, report }) => {
 *     let loss = 1
 *     for (let epoch = 0; epoch < epochs; epoch++) report(epoch, (loss *= 1 - rate))
 *     return loss
 *   },
 *   {
 *     space: { rate: decimal({ min: 0, max: 0.5 }) },
 *     strategy: randomSearch(),
 *     pruner: medianPruner(),
 *     direction: 'min',
 *     epochs: 10,
 *     maxTrials: 20,
 *     seed: 0,
 *   },
 * )
 * console.log(trials.some(({ status }) => status === 'pruned')) // → true
 * ```
 */
export function medianPruner(options: MedianPrunerOptions = {}): Pruner {
  rejectUnknownOptions('medianPruner', options, ['startupTrials', 'warmupEpochs'])
  const { startupTrials = 5, warmupEpochs = 0 } = options
  expectInteger('medianPruner', 'startupTrials', startupTrials, { min: 0 })
  expectInteger('medianPruner', 'warmupEpochs', warmupEpochs, { min: 0 })
  return {
    name: 'medianPruner',
    settings: { startupTrials, warmupEpochs },
    shouldPrune({ reports, others, objective }) {
      const { epoch } = reports.at(-1)!
      const completed = others.filter(({ status }) => status === 'completed')
      if (completed.length === 0 || completed.length < startupTrials || epoch < warmupEpochs) return false
      const compare = compareScores(objective)
      const [best] = reports.flatMap(({ value }) => (Number.isNaN(value) ? [] : [value])).sort(compare)
      if (best === undefined) return true
      const rivals = completed.flatMap((trial) => {
        const value = trial.reports?.find((report) => report.epoch === epoch)?.value
        return value === undefined || value === null || Number.isNaN(value) ? [] : [value]
      })
      return rivals.length > 0 && compare(best, median(rivals)) > 0
    },
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!
}
