import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels, membersOf } from './class-indices.ts'
import { checkGroups } from './group-k-fold-indices.ts'
import { type KFoldOptions, splitsOf } from './k-fold-indices.ts'
import { pairwiseSum } from './pairwise-sum.ts'
import type { SplitIndices } from './split-options.ts'
import { checkLargestClass } from './stratified-k-fold-indices.ts'

/** Options of {@link stratifiedGroupKFoldIndices}. */
export interface StratifiedGroupKFoldOptions extends KFoldOptions {
  /** The group of each row: texts or numbers. */
  groups: Labels
}

/**
 * Folds that keep the rows of a group together and, as far as groups allow, the proportions of the classes. Row for row
 * as scikit-learn does, with `shuffle=True` where a seed is given.
 *
 * @param labels One label per row: texts, numbers, or one-hot rows.
 * @throws RangeError unless there are at least two folds, a group for each, and a class with that many rows; TypeError
 * for a missing label or group.
 *
 * @example
 * ```ts
 * import { stratifiedGroupKFoldIndices } from '@dlw/data'
 *
 * const groups = ['ann', 'ann', 'bob', 'cy', 'cy', 'di']
 * const folds = stratifiedGroupKFoldIndices([0, 1, 1, 0, 1, 0], { groups, folds: 2 })
 * folds.map(({ test }) => test.map((row) => groups[row])) // → [['ann', 'ann', 'bob'], ['cy', 'cy', 'di']]
 * ```
 * @see sklearn.model_selection.StratifiedGroupKFold
 */
export function stratifiedGroupKFoldIndices(labels: Labels, options: StratifiedGroupKFoldOptions): SplitIndices[] {
  const where = 'stratifiedGroupKFoldIndices'
  rejectUnknownOptions(where, options, ['groups', 'folds', 'seed'])
  const { groups, folds = 5, seed } = options
  if (groups?.length !== labels.length) {
    throw new RangeError(
      `${where}: expected a group for each of ${labels.length} rows, received ${groups?.length ?? 'none'} in groups. Take both from the same table.`,
    )
  }
  const byLabel = classIndices(labels, where)
  const byGroup = classIndices(groups, where)
  checkGroups(folds, byGroup.classes.length, where)
  const members = membersOf(byLabel)
  checkLargestClass(folds, members, where)
  const counts = byGroup.classes.map(() => new Float64Array(byLabel.classes.length))
  for (let row = 0; row < labels.length; row++) counts[byGroup.indices[row]!]![byLabel.indices[row]!]!++
  const order = counts.map((_, group) => group)
  const shuffled = seed === undefined ? order : createRandom(seed).shuffle(order)
  const spreads = counts.map(spread)
  // A stable sort: groups of equal spread stay in their shuffled order.
  const bySpread = [...shuffled].sort((a, b) => spreads[b]! - spreads[a]!)
  const sizes = Float64Array.from(members, (rows) => rows.length)
  const perFold = Array.from({ length: folds }, () => new Float64Array(sizes.length))
  const foldOfGroup = new Int32Array(counts.length)
  for (const group of bySpread) {
    const fold = bestFold(perFold, counts[group]!, sizes)
    for (let place = 0; place < sizes.length; place++) perFold[fold]![place]! += counts[group]![place]!
    foldOfGroup[group] = fold
  }
  return splitsOf(
    byGroup.indices.map((group) => foldOfGroup[group]!),
    folds,
  )
}

/** The fold in which a group disturbs the shares of the classes least; of equal ones the one with fewest rows. */
function bestFold(perFold: readonly Float64Array[], group: Float64Array, sizes: Float64Array): number {
  let best = 0
  let least = Infinity
  let fewest = Infinity
  for (const [fold, own] of perFold.entries()) {
    const spreads = sizes.map((size, place) =>
      // Divided as scikit-learn does, so that ties are its ties.
      spread(perFold.map((counts, other) => (counts[place]! + (other === fold ? group[place]! : 0)) / size)),
    )
    const disturbance = pairwiseSum(spreads) / spreads.length
    const rows = pairwiseSum(own)
    const isClose = Math.abs(disturbance - least) <= 1e-8 + 1e-5 * Math.abs(least) && least < Infinity
    if (disturbance < least || (isClose && rows < fewest)) {
      least = disturbance
      fewest = rows
      best = fold
    }
  }
  return best
}

/** The standard deviation of all values, as NumPy computes it. */
function spread(values: ArrayLike<number>): number {
  const mean = pairwiseSum(values) / values.length
  return Math.sqrt(pairwiseSum(Float64Array.from(values, (value) => (value - mean) ** 2)) / values.length)
}
