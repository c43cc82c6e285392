import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels, membersOf } from './class-indices.ts'
import { type KFoldOptions, splitsOf } from './k-fold-indices.ts'
import type { SplitIndices } from './split-options.ts'

/**
 * Folds that keep the rows of a group together: no patient, household or camera is both trained on and tested. Without
 * a seed the folds have about as many rows each; with one, about as many groups, drawn at random. Row for row as
 * scikit-learn does.
 *
 * @param groups The group of each row: texts or numbers.
 * @throws RangeError unless there are at least two folds and a group for each; TypeError for a missing group.
 *
 * @example
 * ```ts
 * import { groupKFoldIndices } from '@dlw/data'
 *
 * groupKFoldIndices(['ann', 'ann', 'bob', 'cy'], { folds: 2 }).map(({ test }) => test) // → [[0, 1], [2, 3]]
 * ```
 * @see sklearn.model_selection.GroupKFold
 */
export function groupKFoldIndices(groups: Labels, options: KFoldOptions = {}): SplitIndices[] {
  rejectUnknownOptions('groupKFoldIndices', options, ['folds', 'seed'])
  const { folds = 5, seed } = options
  const found = classIndices(groups, 'groupKFoldIndices')
  checkGroups(folds, found.classes.length, 'groupKFoldIndices')
  const sizes = membersOf(found).map((rows) => rows.length)
  const foldOfGroup = seed === undefined ? lightest(sizes, folds) : drawn(sizes.length, folds, seed)
  return splitsOf(
    found.indices.map((group) => foldOfGroup[group]!),
    folds,
  )
}

/** Refuses a number of folds that groups cannot be dealt out to. */
export function checkGroups(folds: number, groupCount: number, where: string): void {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= groupCount)) {
    throw new RangeError(
      `${where}: expected folds to be an integer from 2 to the number of groups, ${groupCount}, received folds=${folds}. Use fewer folds.`,
    )
  }
}

/** The largest group first, each to the fold with the fewest rows so far. */
function lightest(sizes: readonly number[], folds: number): Int32Array {
  const bySize = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || b - a)
  const rows = new Float64Array(folds)
  const foldOfGroup = new Int32Array(sizes.length)
  for (const group of bySize) {
    let fold = 0
    for (let other = 1; other < folds; other++) if (rows[other]! < rows[fold]!) fold = other
    rows[fold]! += sizes[group]!
    foldOfGroup[group] = fold
  }
  return foldOfGroup
}

function drawn(groupCount: number, folds: number, seed: number): Int32Array {
  const foldOfGroup = new Int32Array(groupCount)
  const order = createRandom(seed).permutation(groupCount)
  const larger = groupCount % folds
  const size = Math.floor(groupCount / folds)
  for (let place = 0; place < groupCount; place++) {
    const inLarger = larger * (size + 1)
    foldOfGroup[order[place]!] =
      place < inLarger ? Math.floor(place / (size + 1)) : larger + Math.floor((place - inLarger) / size)
  }
  return foldOfGroup
}
