import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom, type Random } from '../random/create-random.ts'
import type { SplitIndices } from './split-options.ts'

/** Options of {@link kFoldIndices} and {@link stratifiedKFoldIndices}. */
export interface KFoldOptions {
  /** How many folds, at least 2. Defaults to 5. */
  folds?: number
  /** Seed of a shuffle before the rows are dealt out. Defaults to none: neighbours stay together. */
  seed?: number
}

/**
 * Deals the rows out to folds; each fold is the test part once, the others are its training part. Row for row as
 * scikit-learn does, with `shuffle=True` where a seed is given.
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

/** The folds of {@link kFoldIndices}, drawn from a generator that may go on afterwards. */
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

/** Refuses a number of folds that cannot be dealt out. */
export function checkFolds(folds: number, rowCount: number, where: string): void {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= rowCount)) {
    throw new RangeError(
      `${where}: expected folds to be an integer from 2 to the number of rows, ${rowCount}, received folds=${folds}. Use for example 5.`,
    )
  }
}

/** For each fold its rows as the test part and the others as the training part, both in row order. */
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
