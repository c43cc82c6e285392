import type { Trial } from '../run/trial.ts'
import { someCombinations, valuesKey } from '../space/search-space.ts'
import type { Strategy } from './strategy.ts'

/**
 * Tries every combination of the space once: first all defaults, then the last parameter varies fastest. A range
 * without a step contributes ten evenly spread values.
 *
 * @see keras_tuner `GridSearch`
 * @example
 * ```ts
 * import { decimal, gridSearch, integer, search } from '@dlw/train/tuner'
 *
 * const space = { layers: integer({ min: 1, max: 2 }), dropout: decimal({ min: 0.2, max: 0.8, step: 0.3 }) }
 * const { trials } = await search(({ layers, dropout }) => layers * dropout, {
 *   space,
 *   strategy: gridSearch(),
 *   direction: 'min',
 *   seed: 0,
 * })
 * console.log(trials.length) // → 6
 * ```
 */
export function gridSearch(): Strategy {
  return {
    name: 'gridSearch',
    settings: {},
    handlesObjectives: true,
    handlesConstraints: true,
    handlesAddedTrials: true,
    propose(history, { space }) {
      const isForeign = ({ enqueued, added }: Trial): boolean => enqueued === true || added === true
      const foreign = new Set(history.filter(isForeign).map(({ values }) => valuesKey(values)))
      const done = history.filter((trial) => !isForeign(trial)).length
      const [values] =
        foreign.size === 0
          ? someCombinations(space, done, 1)
          : someCombinations(space, 0, done + foreign.size + 1)
              .filter((combination) => !foreign.has(valuesKey(combination)))
              .slice(done)
      return values && { values }
    },
  }
}
