import { expectSeed } from '../arguments/index.ts'
import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels, membersOf } from '../split/class-indices.ts'

/** Options of {@link resampleIndices}. */
export interface ResampleIndicesOptions {
  /** `'over'` repeats random rows of rare classes; `'under'` leaves out random rows of frequent ones. */
  method: 'over' | 'under'
  /** Random seed. */
  seed: number
}

/**
 * Selects rows so that all classes are equally frequent. Resample training rows only, never validation or test rows.
 *
 * @param labels Labels of the training rows: strings, numbers, or one-hot rows.
 * @returns Row numbers, class by class (`fit` shuffles them). Select the rows with `Table.take`.
 * @throws TypeError for a missing label; RangeError for an unknown method or an invalid seed.
 * @see imbalanced-learn `RandomOverSampler`, `RandomUnderSampler`
 * @example
 * ```ts
 * import { resampleIndices } from '@dlw/data'
 *
 * const labels = ['no', 'no', 'no', 'yes']
 * console.log(resampleIndices(labels, { method: 'over', seed: 0 })) // → [ 0, 1, 2, 3, 3, 3 ]
 * console.log(resampleIndices(labels, { method: 'under', seed: 0 }).length) // → 2
 * ```
 */
export function resampleIndices(labels: Labels, { method, seed }: ResampleIndicesOptions): number[] {
  if (method !== 'over' && method !== 'under') {
    throw new RangeError(
      `resampleIndices: expected method to be 'over' or 'under', received method=${method}. Pass one of them.`,
    )
  }
  expectSeed('resampleIndices', seed)
  const rows = membersOf(classIndices(labels, 'resampleIndices'))
  const sizes = rows.map(({ length }) => length)
  const random = createRandom(seed)
  const wanted = sizes.reduce(
    (best, size) => (method === 'over' ? Math.max(best, size) : Math.min(best, size)),
    sizes[0] ?? 0,
  )
  return rows.flatMap((own) => {
    if (method === 'under') {
      const order = random.permutation(own.length).slice(0, wanted)
      return order.sort((a, b) => a - b).map((index) => own[index]!)
    }
    const again = Array.from({ length: wanted - own.length }, () => own[random.integer(0, own.length)]!)
    return [...own, ...again]
  })
}
