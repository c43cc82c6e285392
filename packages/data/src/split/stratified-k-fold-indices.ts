import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom, type Random } from '../random/create-random.ts'
import { classIndices, type Labels, membersOf } from './class-indices.ts'
import { checkFolds, type KFoldOptions, splitsOf } from './k-fold-indices.ts'
import type { SplitIndices } from './split-options.ts'

/**
 * Folds, as {@link kFoldIndices} makes, each of which keeps the proportions of the classes. Row for row as scikit-learn
 * does, with `shuffle=True` where a seed is given.
 *
 * @param labels One label per row: texts, numbers, or one-hot rows.
 * @throws RangeError when every class has fewer rows than there are folds; TypeError for a missing label.
 *
 * @example
 * ```ts
 * import { stratifiedKFoldIndices } from '@dlw/data'
 *
 * stratifiedKFoldIndices(['a', 'a', 'b', 'b'], { folds: 2 }).map(({ test }) => test) // → [[0, 2], [1, 3]]
 * ```
 * @see sklearn.model_selection.StratifiedKFold
 */
export function stratifiedKFoldIndices(labels: Labels, options: KFoldOptions = {}): SplitIndices[] {
  rejectUnknownOptions('stratifiedKFoldIndices', options, ['folds', 'seed'])
  const { folds = 5, seed } = options
  return stratifiedFolds(labels, {
    folds,
    random: seed === undefined ? undefined : createRandom(seed),
    where: 'stratifiedKFoldIndices',
  })
}

interface StratifiedFoldsOptions {
  folds: number
  random: Random | undefined
  where: string
}

/** The folds of {@link stratifiedKFoldIndices}, drawn from a generator that may go on afterwards. */
export function stratifiedFolds(labels: Labels, { folds, random, where }: StratifiedFoldsOptions): SplitIndices[] {
  checkFolds(folds, labels.length, where)
  // In order of first appearance, as scikit-learn numbers the classes.
  const members = membersOf(classIndices(labels, where)).sort((a, b) => a[0]! - b[0]!)
  checkLargestClass(folds, members, where)
  const foldOfRow = new Int32Array(labels.length)
  // The sorted labels are dealt to the folds one by one: a class takes the folds where its turn falls.
  let turn = 0
  for (const rows of members) {
    const turns = new Int32Array(rows.length)
    for (let i = 0; i < turns.length; i++) turns[i] = turn++ % folds
    turns.sort()
    const own = random ? random.shuffle(turns) : turns
    for (let i = 0; i < rows.length; i++) foldOfRow[rows[i]!] = own[i]!
  }
  return splitsOf(foldOfRow, folds)
}

/** Refuses more folds than the largest class has rows. */
export function checkLargestClass(folds: number, members: readonly Int32Array[], where: string): void {
  const largest = members.reduce((most, rows) => Math.max(most, rows.length), 0)
  if (folds > largest) {
    throw new RangeError(
      `${where}: expected a class with a row for each fold, received folds=${folds} and at most ${largest} rows in a class. Use fewer folds.`,
    )
  }
}
