import { createRunner, type PlaceOptions } from '../places/create-runner.ts'
import type { SearchSpace, ValuesOf } from '../space/parameter.ts'
import { checkSpace } from '../space/search-space.ts'
import { openStore } from '../store/open-store.ts'
import type { Objective } from './objective.ts'
import { objectivesOf } from './objective.ts'
import { runSearch } from './run-search.ts'
import { type CommonSearchOptions, checkSearchOptions } from './search-options.ts'
import { type SearchResult, searchResult } from './search-result.ts'
import { steeringOf } from './steering.ts'
import type { Evaluate } from './study.ts'
import type { Trial } from './trial.ts'

/** Options of {@link search}. */
export interface SearchOptions<Space extends SearchSpace> extends CommonSearchOptions<Space>, PlaceOptions {
  /** Whether small or large scores are good. Left out with `objectives`. */
  direction?: Objective['direction']
  /**
   * Several things to make small or large at once; the function then returns a number under the name of each. For
   * `gridSearch`, `randomSearch` and `tpe`. Defaults to one.
   */
  objectives?: readonly (string | Objective)[]
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
  const { space, strategy, seed, direction, objectives, epochs = 1, directory } = options
  const { maxTrials = Infinity, maxRetries = 0 } = options
  checkSpace(space, 'search')
  checkSearchOptions('search', options, { epochs })
  if ((direction === undefined) === (objectives === undefined)) {
    throw new TypeError(
      `search: expected direction or objectives, received ${direction ? 'both' : 'neither'}. Give direction for one score, objectives for several.`,
    )
  }
  const several = objectives && objectivesOf(objectives, 'search')
  const objective = several?.[0] ?? { name: 'score', direction: direction! }
  const task = { space, objective, ...(several && { objectives: several }), seed, epochs }
  const steering = steeringOf(options, task, 'search')
  const store = await openStore(directory, { ...task, ...steering.settings })
  try {
    const runner = await createRunner({ evaluate: evaluate as Evaluate<unknown> }, options, 'search')
    try {
      const plan = { store, runner, strategy, task, maxTrials, maxRetries, keepModels: 0 }
      const trials = await runSearch({ ...plan, ...steering.plan })
      return searchResult(trials as Trial<ValuesOf<Space>>[], [objective, ...(several ?? []).slice(1)], directory)
    } finally {
      await runner.close()
    }
  } finally {
    await store.close()
  }
}
