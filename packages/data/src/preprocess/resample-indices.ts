import { expectSeed } from '../arguments/index.ts'
import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels } from '../split/class-indices.ts'

/** Options of {@link resampleIndices}. */
export interface ResampleIndicesOptions {
  /** `'over'` draws rows of rare classes again; `'under'` leaves out rows of frequent ones. */
  method: 'over' | 'under'
  /** Seed of the draw. */
  seed: number
}

/**
 * Chooses rows so that every class has as many: resample training rows only, never those you measure on.
 *
 * @param labels The labels of the training rows: texts, numbers, or one-hot rows.
 * @returns Row numbers, class by class; `fit` shuffles them. Take the rows with `Table.take`.
 * @throws TypeError for a missing label; RangeError for another method or seed.
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
  const { classes, indices } = classIndices(labels, 'resampleIndices')
  const rows = classes.map((): number[] => [])
  for (const [row, index] of indices.entries()) rows[index]!.push(row)
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
