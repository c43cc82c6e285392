import { expectInteger, rejectUnknownOptions } from '@dlw/data/arguments'
import { compareScores } from '../run/objective.ts'
import type { Report } from '../run/trial.ts'
import type { Pruner } from './pruner.ts'

/** Options of {@link successiveHalving}. */
export interface SuccessiveHalvingOptions {
  /** After how many epochs trials are compared for the first time. Defaults to 1. */
  minEpochs?: number
  /** One in `factor` trials goes on, for `factor` times the epochs. At least 2. Defaults to 4. */
  factor?: number
}

/**
 * Compares trials after `minEpochs`, `minEpochs · factor`, `minEpochs · factor²`, … epochs, and ends those that are not
 * among the best one in `factor` of all that came so far. No trial waits for another: asynchronous successive halving
 * (ASHA).
 *
 * @throws RangeError when an option is out of range.
 * @see Optuna `SuccessiveHalvingPruner`; Li et al., A System for Massively Parallel Hyperparameter Tuning (2020)
 * @example
 * ```ts
 * import { decimal, randomSearch, search, successiveHalving } from '@dlw/train/tuner'
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
 *     pruner: successiveHalving({ factor: 3 }),
 *     direction: 'min',
 *     epochs: 9,
 *     maxTrials: 20,
 *     seed: 0,
 *   },
 * )
 * console.log(trials.filter(({ status }) => status === 'pruned').length > 10) // → true
 * ```
 */
export function successiveHalving(options: SuccessiveHalvingOptions = {}): Pruner {
  rejectUnknownOptions('successiveHalving', options, ['minEpochs', 'factor'])
  const { minEpochs = 1, factor = 4 } = options
  expectInteger('successiveHalving', 'minEpochs', minEpochs)
  expectInteger('successiveHalving', 'factor', factor, { min: 2, advice: 'Pass for example 4.' })
  return {
    name: 'successiveHalving',
    settings: { minEpochs, factor },
    shouldPrune({ reports, others, objective }) {
      const { epoch, value } = reports.at(-1)!
      const compare = compareScores(objective)
      const before = reports.at(-2)?.epoch ?? -1
      for (let rung = minEpochs; rung <= epoch + 1; rung *= factor) {
        // Earlier rungs were decided when they were reached.
        if (rung <= before + 1) continue
        if (Number.isNaN(value)) return true
        const rivals = others.flatMap((trial) => atRung(trial.reports, rung))
        const better = rivals.filter((rival) => compare(rival, value) < 0).length
        if (better >= Math.max(1, Math.floor((rivals.length + 1) / factor))) return true
      }
      return false
    },
  }
}

/** What a trial reported when it reached a number of epochs; nothing if it never did. */
function atRung(reports: readonly Report[] = [], rung: number): number[] {
  const value = reports.find(({ epoch }) => epoch + 1 >= rung)?.value
  return value === undefined || value === null || Number.isNaN(value) ? [] : [value]
}
