import { createRandom } from '../../random/create-random.ts'
import { roundHalfEven } from './round-half-even.ts'

/** Options of `Table.sample`. */
export interface SampleOptions {
  /** How many rows, or … */
  count?: number
  /** … which share of them, between 0 and 1. */
  share?: number
  /** Seed of the draw: the same seed gives the rows of pandas. */
  seed: number
  /** Whether a row may come twice. Defaults to false. */
  replace?: boolean
}

/** Row numbers drawn at random, as pandas draws them. */
export function sampleRows(rowCount: number, { count, share, seed, replace = false }: SampleOptions): number[] {
  if ((count === undefined) === (share === undefined)) {
    throw new RangeError(
      `Table.sample: expected either count or share, received count=${count}, share=${share}. Pass for example { count: 100, seed: 0 }.`,
    )
  }
  if (share !== undefined && !(share >= 0 && (replace || share <= 1))) {
    throw new RangeError(
      `Table.sample: expected share between 0 and 1, received share=${share}. Pass replace: true for more rows than there are.`,
    )
  }
  const draws = count ?? roundHalfEven(share! * rowCount)
  if (!(Number.isInteger(draws) && draws >= 0 && (draws === 0 || (rowCount > 0 && (replace || draws <= rowCount))))) {
    throw new RangeError(
      `Table.sample: expected count from 0 to ${rowCount}, received count=${draws}. Pass replace: true for more rows than there are.`,
    )
  }
  const random = createRandom(seed)
  if (replace) return Array.from({ length: draws }, () => random.integer(0, rowCount))
  return random.permutation(rowCount).slice(0, draws)
}
