import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom } from '../random/create-random.ts'
import type { Labels } from './class-indices.ts'
import { checkFolds, dealFolds } from './k-fold-indices.ts'
import type { SplitIndices } from './split-options.ts'
import { stratifiedFolds } from './stratified-k-fold-indices.ts'

/** Options of {@link repeatedKFoldIndices} and {@link repeatedStratifiedKFoldIndices}. */
export interface RepeatedKFoldOptions {
  /** How many folds, at least 2. Defaults to 5. */
  folds?: number
  /** How often the rows are dealt out. Defaults to 10. */
  repeats?: number
  /** Seed of all shuffles. */
  seed: number
}

/**
 * Deals the rows out to folds again and again, each time shuffled anew: a mean over more tests. Row for row as
 * scikit-learn does.
 *
 * @returns `repeats × folds` splits.
 * @throws RangeError unless there are at least two folds, a row for each, and at least one repeat.
 *
 * @example
 * ```ts
 * import { repeatedKFoldIndices } from '@dlw/data'
 *
 * repeatedKFoldIndices(4, { folds: 2, repeats: 2, seed: 0 }).map(({ test }) => test) // → [[2, 3], [0, 1], [0, 2], [1, 3]]
 * ```
 * @see sklearn.model_selection.RepeatedKFold
 */
export function repeatedKFoldIndices(rowCount: number, options: RepeatedKFoldOptions): SplitIndices[] {
  const { folds, repeats, seed } = checked(options, 'repeatedKFoldIndices')
  checkFolds(folds, rowCount, 'repeatedKFoldIndices')
  const random = createRandom(seed)
  return Array.from({ length: repeats }, () => dealFolds(rowCount, folds, random)).flat()
}

/**
 * Repeated folds, as {@link repeatedKFoldIndices} makes, each of which keeps the proportions of the classes. Row for row
 * as scikit-learn does.
 *
 * @param labels One label per row: texts, numbers, or one-hot rows.
 * @returns `repeats × folds` splits.
 * @throws RangeError when every class has fewer rows than there are folds; TypeError for a missing label.
 *
 * @example
 * ```ts
 * import { repeatedStratifiedKFoldIndices } from '@dlw/data'
 *
 * repeatedStratifiedKFoldIndices(['a', 'a', 'b', 'b'], { folds: 2, repeats: 3, seed: 0 }).length // → 6
 * ```
 * @see sklearn.model_selection.RepeatedStratifiedKFold
 */
export function repeatedStratifiedKFoldIndices(labels: Labels, options: RepeatedKFoldOptions): SplitIndices[] {
  const where = 'repeatedStratifiedKFoldIndices'
  const { folds, repeats, seed } = checked(options, where)
  const random = createRandom(seed)
  return Array.from({ length: repeats }, () => stratifiedFolds(labels, { folds, random, where })).flat()
}

function checked(options: RepeatedKFoldOptions, where: string): Required<RepeatedKFoldOptions> {
  rejectUnknownOptions(where, options, ['folds', 'repeats', 'seed'])
  const { folds = 5, repeats = 10, seed } = options
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new RangeError(
      `${where}: expected repeats to be an integer of at least 1, received repeats=${repeats}. Use for example 10.`,
    )
  }
  return { folds, repeats, seed }
}
