import { expectInteger, expectSeed } from '@dlw/data/arguments'
import type { Pruner } from '../pruners/pruner.ts'
import type { SearchSpace, ValuesOf } from '../space/parameter.ts'
import type { Strategy } from '../strategies/strategy.ts'
import type { SearchProgress } from './run-search.ts'
import { checkStopWhen, type StopWhen } from './stop-when.ts'
import type { Trial } from './trial.ts'

/** Options of {@link search} and {@link tune}. */
export interface CommonSearchOptions<Space extends SearchSpace> {
  /** What to search: names of hyperparameters and what each may be. */
  space: Space
  /**
   * How to search: `gridSearch()`, `randomSearch()`, `hyperband()`, `bayesianSearch()`, `tpe()`, `cmaEs()` or
   * your own.
   */
  strategy: Strategy
  /**
   * Ends trials early that fall behind: `medianPruner()`, `successiveHalving()` or your own. `tune` reports the objective
   * after each epoch; a function that is searched calls `report`. Workers wait for the answer; on other machines a trial
   * ends when it hears of it. Several at once are compared as they come, so that their timing decides. Defaults to none.
   */
  pruner?: Pruner
  /** Decides everything random: the same seed gives the same trials and scores. A whole number from 0 to 2³² − 1. */
  seed: number
  /** Values to try first, before the strategy proposes any: what is left out takes its default. Defaults to none. */
  enqueue?: readonly Partial<ValuesOf<Space>>[]
  /**
   * Trials of an earlier search, such as `await loadTrials('older')` or the `trials` of its result: the strategy learns from
   * those that completed or were pruned, and they are not run again. They need not count to `maxTrials`; their values must lie
   * in the space. For `tpe`, `bayesianSearch`, `randomSearch` and `gridSearch`. Defaults to none.
   */
  addTrials?: readonly Trial[]
  /**
   * Tells of a trial that completed or was pruned how far it breaks each constraint: above 0 is a violation, 0 and less keeps
   * it. Trials that break one rank behind all others, are never the best, and `tpe` keeps away from them. For `tpe`,
   * `randomSearch` and `gridSearch`. Defaults to none.
   */
  constraints?: (trial: Trial<ValuesOf<Space>>) => readonly number[]
  /** When the whole search has done enough before `maxTrials`. Defaults to never. */
  stopWhen?: StopWhen
  /** How many trials to run at most. Defaults to as many as the strategy proposes. */
  maxTrials?: number
  /** How often to try a trial again that throws. Defaults to 0. */
  maxRetries?: number
  /**
   * Where to keep the trials (Node only): each is on disk before it is reported, and the same call goes on where
   * another was killed. Defaults to nowhere.
   */
  directory?: string
  /** Called when a trial has ended and is kept. */
  onTrial?: (progress: SearchProgress) => void
  /** Ends the search by throwing the signal's reason; what is kept stays, and the same call goes on from there. */
  signal?: AbortSignal
}

/** Refuses what no search can run with. */
export function checkSearchOptions(
  caller: string,
  {
    seed,
    maxTrials,
    maxRetries = 0,
    strategy,
    space,
    pruner,
    objectives,
    stopWhen,
    constraints,
    addTrials,
  }: Omit<CommonSearchOptions<SearchSpace>, 'onTrial' | 'constraints'> & { constraints?: unknown } & {
    objectives?: readonly unknown[]
  },
  counts: Record<string, number>,
): void {
  expectSeed(caller, seed)
  for (const [name, value] of Object.entries({ maxTrials: maxTrials ?? 1, ...counts })) {
    if (value !== Infinity) expectInteger(caller, name, value)
  }
  if (stopWhen) checkStopWhen(caller, stopWhen)
  expectInteger(caller, 'maxRetries', maxRetries, { min: 0 })
  if (objectives && !strategy.handlesObjectives) {
    throw new TypeError(
      `${caller}: expected one objective for ${strategy.name}, received several objectives. Use tpe(), randomSearch() or gridSearch() for several.`,
    )
  }
  if (constraints !== undefined && typeof constraints !== 'function') {
    throw new TypeError(
      `${caller}: expected constraints to be a function of a trial, received constraints=${String(constraints)}. Return a list of numbers, above 0 where a constraint is broken.`,
    )
  }
  if (constraints && !strategy.handlesConstraints) {
    throw new TypeError(
      `${caller}: expected no constraints for ${strategy.name}, received some. Use tpe(), randomSearch() or gridSearch() with constraints.`,
    )
  }
  if (addTrials && !strategy.handlesAddedTrials) {
    throw new TypeError(
      `${caller}: expected no addTrials for ${strategy.name}, which learns from its own trials alone, received some. Use tpe(), bayesianSearch(), randomSearch() or gridSearch().`,
    )
  }
  if (objectives && pruner) {
    throw new TypeError(
      `${caller}: expected one objective beside pruner=${pruner.name}, received several objectives. Leave one of them out.`,
    )
  }
  const isOpen = Object.values(space).some((parameter) => 'min' in parameter && parameter.step === undefined)
  if (strategy.isEndless && isOpen && maxTrials === undefined) {
    throw new RangeError(
      `${caller}: expected maxTrials for ${strategy.name} in a space with a range without steps, received none. It would never end.`,
    )
  }
}
