import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels } from './class-indices.ts'
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
export function stratifiedKFoldIndices(labels: Labels, { folds = 5, seed }: KFoldOptions = {}): SplitIndices[] {
  checkFolds(folds, labels.length, 'stratifiedKFoldIndices')
  const { indices } = classIndices(labels, 'stratifiedKFoldIndices')
  const members = new Map<number, number[]>()
  for (const [row, place] of indices.entries()) members.set(place, [...(members.get(place) ?? []), row])
  const largest = Math.max(...[...members.values()].map((rows) => rows.length))
  if (folds > largest) {
    throw new RangeError(
      `stratifiedKFoldIndices: expected a class with a row for each fold, received folds=${folds} and at most ${largest} rows in a class. Use fewer folds.`,
    )
  }
  const random = seed === undefined ? undefined : createRandom(seed)
  const foldOfRow = new Int32Array(labels.length)
  // The sorted labels are dealt to the folds one by one: a class takes the folds where its turn falls.
  let turn = 0
  for (const rows of members.values()) {
    const turns = rows.map(() => turn++ % folds).sort((a, b) => a - b)
    const own = random ? random.shuffle(turns) : turns
    for (const [place, row] of rows.entries()) foldOfRow[row] = own[place]!
  }
  return splitsOf(foldOfRow, folds)
}
