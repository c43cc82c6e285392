import { tfjsSeed } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import { expectInteger } from '@dlw/data/arguments'
import type { Trial } from '../run/trial.ts'
import type { Values } from '../space/parameter.ts'
import { valuesKey } from '../space/search-space.ts'
import { batchHistory } from './batch-history.ts'
import { bestFirst } from './best-first.ts'
import { parzenEstimator } from './parzen-estimator.ts'
import type { SearchTask, Strategy } from './strategy.ts'
import { unseenValues } from './unseen-values.ts'

/** Options of {@link tpe}. */
export interface TpeOptions {
  /** Random trials to begin with. Defaults to 10. */
  initialTrials?: number
  /** How many candidates to draw for each trial. Defaults to 24. */
  candidates?: number
  /**
   * How many trials are chosen before the results of the first of them are looked at, so that as many can run at once.
   * It is part of the search: the trials are the same however many run at once; 1 needs the fewest trials. Defaults to 1.
   */
  batch?: number
}

/**
 * Learns where good trials lie and where the others do, and tries what is likelier among the good: the multivariate
 * tree-structured Parzen estimator. It suits spaces of all kinds: numbers, names, conditional parameters (`when`), and
 * hundreds of trials.
 *
 * @throws RangeError when an option is out of range.
 * @see Optuna `TPESampler(multivariate=True)`; Bergstra et al., Algorithms for Hyper-Parameter Optimization (2011)
 * @example
 * ```ts
 * import { choice, decimal, search, tpe } from '@dlw/train/tuner'
 *
 * const { best } = await search(({ x, kind }) => (x - 0.3) ** 2 + (kind === 'good' ? 0 : 1), {
 *   space: { x: decimal({ min: -2, max: 2 }), kind: choice(['bad', 'good']) },
 *   strategy: tpe(),
 *   direction: 'min',
 *   maxTrials: 50,
 *   seed: 0,
 * })
 * console.log(best.values.kind, best.score < 0.01) // → good true
 * ```
 */
export function tpe({ initialTrials = 10, candidates = 24, batch = 1 }: TpeOptions = {}): Strategy {
  for (const [name, value] of Object.entries({ initialTrials, candidates, batch })) expectInteger('tpe', name, value)
  return {
    name: 'tpe',
    settings: { initialTrials, candidates, batch },
    handlesObjectives: true,
    handlesConstraints: true,
    handlesAddedTrials: true,
    isEndless: true,
    propose(history, task) {
      const seen = batchHistory(history, { initial: initialTrials, batch })
      if (seen === 'wait') return 'wait'
      const values =
        bestFirst(seen.ended, task).length < 2
          ? undefined
          : promising(task, [...seen.ended, ...seen.pending], seen.ended, candidates)
      const fresh =
        values ??
        unseenValues(
          task,
          history.map((trial) => trial.values),
        )
      return fresh && { values: fresh }
    },
  }
}

/** The candidate that is likeliest among the good trials, compared with the others; none that was tried. */
function promising(
  task: SearchTask,
  history: readonly Trial[],
  ended: readonly Trial[],
  candidates: number,
): Values | undefined {
  const ranked = bestFirst(ended, task)
  const good = new Set(ranked.slice(0, Math.min(25, Math.ceil(ranked.length / 10))))
  const valuesOf = (trials: readonly Trial[]): Values[] => trials.map(({ values }) => values)
  // Trials without a score, or not yet with one, count as bad: nothing is tried beside them.
  const above = parzenEstimator(task.space, valuesOf(history.filter((trial) => !good.has(trial))))
  const below = parzenEstimator(task.space, valuesOf(history.filter((trial) => good.has(trial))))
  const tried = new Set(valuesOf(history).map(valuesKey))
  const random = createRandom(tfjsSeed(task.seed, history.length))
  let best: { values: Values; gain: number } | undefined
  for (let draw = 0; draw < candidates; draw++) {
    const values = below.sample(random)
    if (tried.has(valuesKey(values))) continue
    const gain = below.logDensity(values) - above.logDensity(values)
    if (best === undefined || gain > best.gain) best = { values, gain }
  }
  return best?.values
}
