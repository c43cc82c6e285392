import { tfjsSeed } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import type { Values } from '../space/parameter.ts'
import { isContinuous } from '../space/parameter-values.ts'
import { randomValues, someCombinations, valuesKey } from '../space/search-space.ts'
import type { SearchTask } from './strategy.ts'

const draws = 100
const listable = 100_000

/**
 * Random values that are not among those tried, from a random stream of their own for each number of tried ones.
 * A space that can be listed is listed once drawing no longer finds any.
 *
 * @returns undefined when there are none left.
 */
export function unseenValues({ space, seed }: SearchTask, tried: readonly Values[]): Values | undefined {
  const seen = new Set(tried.map(valuesKey))
  const random = createRandom(tfjsSeed(seed, tried.length))
  for (let draw = 0; draw < draws; draw++) {
    const values = randomValues(space, random)
    if (!seen.has(valuesKey(values))) return values
  }
  if (Object.values(space).some(isContinuous)) return undefined
  const left = someCombinations(space, 0, listable).filter((values) => !seen.has(valuesKey(values)))
  return left.length > 0 ? left[random.integer(0, left.length)] : undefined
}
