import type { Strategy } from './strategy.ts'
import { unseenValues } from './unseen-values.ts'

/**
 * Tries random combinations, none twice. Give `maxTrials`: a space without steps has no end.
 *
 * @see keras_tuner `RandomSearch`
 * @example
 * ```ts
 * import { decimal, randomSearch, search } from '@dlw/train/tuner'
 *
 * const { best } = await search(({ x }) => (x - 0.3) ** 2, {
 *   space: { x: decimal({ min: 0, max: 1 }) },
 *   strategy: randomSearch(),
 *   direction: 'min',
 *   maxTrials: 50,
 *   seed: 0,
 * })
 * console.log(Math.abs(best.values.x - 0.3) < 0.05) // → true
 * ```
 */
export function randomSearch(): Strategy {
  return {
    name: 'randomSearch',
    settings: {},
    handlesObjectives: true,
    handlesConstraints: true,
    handlesAddedTrials: true,
    isEndless: true,
    propose(history, task) {
      const values = unseenValues(
        task,
        history.map((trial) => trial.values),
      )
      return values && { values }
    },
  }
}
