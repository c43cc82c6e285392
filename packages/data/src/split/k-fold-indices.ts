import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom, type Random } from '../random/create-random.ts'
import type { SplitIndices } from './split-options.ts'

/** Options of {@link kFoldIndices} and {@link stratifiedKFoldIndices}. */
export interface KFoldOptions {
  /** Number of folds, at least 2. Defaults to 5. */
  folds?: number
  /** Seed for shuffling the rows first. Defaults to none: rows are not shuffled. */
  seed?: number
}

/**
 * Splits rows into folds for cross-validation; each fold is the test part once, and the others are the training part.
 * Rows match scikit-learn's exactly, with `shuffle=True` if a seed is given.
 *
 * @throws RangeError unless there are at least two folds and a row for each.
 *
 * @example
 * ```ts
 * import { kFoldIndices } from '@dlw/data'
 *
 * kFoldIndices(5, { folds: 2 }) // → [{ train: [3, 4], test: [0, 1, 2] }, { train: [0, 1, 2], test: [3, 4] }]
 * ```
 * @see sklearn.model_selection.KFold
 */
export function kFoldIndices(rowCount: number, options: KFoldOptions = {}): SplitIndices[] {
  rejectUnknownOptions('kFoldIndices', options, ['folds', 'seed'])
  const { folds = 5, seed } = options
  checkFolds(folds, rowCount, 'kFoldIndices')
  return dealFolds(rowCount, folds, seed === undefined ? undefined : createRandom(seed))
}

/** Creates the folds of {@link kFoldIndices} from a generator, which can be used further. */
export function dealFolds(rowCount: number, folds: number, random: Random | undefined): SplitIndices[] {
  const dealt = random?.permutation(rowCount)
  const foldOfRow = new Int32Array(rowCount)
  let place = 0
  for (let fold = 0; fold < folds; fold++) {
    const end = place + Math.floor(rowCount / folds) + (fold < rowCount % folds ? 1 : 0)
    for (; place < end; place++) foldOfRow[dealt ? dealt[place]! : place] = fold
  }
  return splitsOf(foldOfRow, folds)
}

/** Throws for an invalid number of folds. */
export function checkFolds(folds: number, rowCount: number, where: string): void {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= rowCount)) {
    throw new RangeError(
      `${where}: expected folds to be an integer from 2 to the number of rows, ${rowCount}, received folds=${folds}. Use for example 5.`,
    )
  }
}

/** Converts folds to splits: each fold's rows as test part and the others as training part, in row order. */
export function splitsOf(foldOfRow: Int32Array, folds: number): SplitIndices[] {
  return Array.from({ length: folds }, (_, fold) => {
    const train: number[] = []
    const test: number[] = []
    for (let row = 0; row < foldOfRow.length; row++) {
      if (foldOfRow[row] === fold) test.push(row)
      else train.push(row)
    }
    return { train, test }
  })
}
