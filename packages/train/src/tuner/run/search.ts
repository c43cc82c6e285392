import { createRunner, type PlaceOptions } from '../places/create-runner.ts'
import type { SearchSpace, ValuesOf } from '../space/parameter.ts'
import { checkSpace } from '../space/search-space.ts'
import { openStore } from '../store/open-store.ts'
import type { Objective } from './objective.ts'
import { objectiveOf } from './objective.ts'
import { runSearch } from './run-search.ts'
import { type CommonSearchOptions, checkSearchOptions } from './search-options.ts'
import { type SearchResult, searchResult } from './search-result.ts'
import type { Evaluate } from './study.ts'
import type { Trial } from './trial.ts'

/** Options of {@link search}. */
export interface SearchOptions<Space extends SearchSpace> extends CommonSearchOptions<Space>, PlaceOptions {
  /** Whether small or large scores are good. */
  direction: Objective['direction']
  /** The epochs handed to the function; hyperband hands out fewer of them. Defaults to 1. */
  epochs?: number
}

/**
 * Searches the values for which a function gives the best score. {@link tune} does the same for models; everything
 * about strategies, directories and workers holds for both.
 *
 * @param evaluate Measures values; a score that is not a finite number makes the trial invalid. A module for `worker`
 * exports it as `evaluate`.
 * @throws RangeError for options out of range, or a directory that holds another search; Error when three trials in a
 * row fail, or none completes.
 * @see keras_tuner `Tuner.run_trial`
 * @example
 * ```ts
 * import { choice, decimal, gridSearch, search } from '@dlw/train/tuner'
 *
 * const { best } = await search(({ x, sign }) => (sign === 'plus' ? x : -x), {
 *   space: { x: decimal({ min: 0, max: 1, step: 0.1 }), sign: choice(['plus', 'minus']) },
 *   strategy: gridSearch(),
 *   direction: 'min',
 *   seed: 0,
 * })
 * console.log(best.id, best.score) // → 0021 -1
 * ```
 */
export async function search<const Space extends SearchSpace>(
  evaluate: Evaluate<ValuesOf<Space>>,
  options: SearchOptions<Space>,
): Promise<SearchResult<ValuesOf<Space>>> {
  const { space, strategy, seed, direction, epochs = 1, directory } = options
  const { maxTrials = Infinity, maxRetries = 0, onTrial, signal } = options
  checkSpace(space, 'search')
  checkSearchOptions('search', options, { epochs })
  const task = { space, objective: objectiveOf({ name: 'score', direction }, 'search'), seed, epochs }
  const store = await openStore(directory, { ...task, strategy: { name: strategy.name, ...strategy.settings } })
  try {
    const runner = await createRunner({ evaluate: evaluate as Evaluate<unknown> }, options, 'search')
    try {
      const plan = { store, runner, strategy, task, maxTrials, maxRetries, keepModels: 0 }
      const trials = await runSearch({ ...plan, ...(onTrial && { onTrial }), ...(signal && { signal }) })
      return searchResult(trials as Trial<ValuesOf<Space>>[], task.objective, directory)
    } finally {
      await runner.close()
    }
  } finally {
    await store.close()
  }
}
