import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels, membersOf } from './class-indices.ts'
import { partCounts } from './part-counts.ts'
import { rowRange } from './row-range.ts'
import { type SplitIndices, type SplitOptions, splitOptions } from './split-options.ts'
import { stratifiedIndices } from './stratified-indices.ts'

/**
 * Splits the row numbers 0 … rowCount − 1 into a training and a test part, row for row as scikit-learn does.
 *
 * @throws RangeError for a test size outside (0, 1) or one that leaves a part empty, and for a class that has fewer
 * than two members when stratifying.
 *
 * @example
 * ```ts
 * import { splitIndices } from '@dlw/data'
 *
 * splitIndices(10, { testSize: 0.2, seed: 0 }).test // → [2, 8]
 * ```
 * @see sklearn.model_selection.train_test_split
 */
export function splitIndices(rowCount: number, options: SplitOptions): SplitIndices {
  rejectUnknownOptions('splitIndices', options, splitOptions)
  const { groups } = options
  if (groups) return groupSplit(rowCount, groups, options)
  return drawSplit(rowCount, partCounts(rowCount, options, 'splitIndices'), options)
}

/** The split of {@link splitIndices} with counts of rows. */
export function drawSplit(
  rowCount: number,
  { trainCount, testCount }: { trainCount: number; testCount: number },
  { seed, stratify, shuffle = true }: Pick<SplitOptions, 'seed' | 'stratify' | 'shuffle'>,
): SplitIndices {
  if (!(Number.isInteger(rowCount) && testCount > 0 && trainCount > 0)) {
    throw new RangeError(
      `splitIndices: expected rows in both parts, received rowCount=${rowCount} of which ${testCount} to test. Use more rows or another testSize.`,
    )
  }
  if (!shuffle) {
    if (stratify) {
      throw new RangeError(
        'splitIndices: expected shuffle when stratifying, received shuffle=false. Leave out one of the two.',
      )
    }
    return { train: rowRange(0, trainCount), test: rowRange(trainCount, trainCount + testCount) }
  }
  const random = createRandom(seed)
  if (!stratify) {
    const rows = random.permutation(rowCount)
    return { train: rows.slice(testCount, testCount + trainCount), test: rows.slice(0, testCount) }
  }
  if (stratify.length !== rowCount) {
    throw new RangeError(
      `splitIndices: expected a label for each of ${rowCount} rows, received ${stratify.length} in stratify. Take both from the same table.`,
    )
  }
  return stratifiedIndices(classIndices(stratify, 'splitIndices'), { trainCount, testCount, random })
}

function groupSplit(rowCount: number, groups: Labels, options: SplitOptions): SplitIndices {
  if (options.stratify || options.shuffle === false) {
    throw new RangeError(
      `splitIndices: expected groups alone, received groups with ${options.stratify ? 'stratify' : 'shuffle=false'}. Use stratifiedGroupKFoldIndices() to keep both groups and proportions.`,
    )
  }
  if (groups.length !== rowCount) {
    throw new RangeError(
      `splitIndices: expected a group for each of ${rowCount} rows, received ${groups.length} in groups. Take both from the same table.`,
    )
  }
  const found = classIndices(groups, 'splitIndices')
  const members = membersOf(found)
  const counts = partCounts(members.length, options, 'splitIndices')
  const { train, test } = drawSplit(members.length, counts, { seed: options.seed })
  const partOf = new Int8Array(members.length)
  for (const group of train) partOf[group] = 1
  for (const group of test) partOf[group] = 2
  const rowsOf = (part: number): number[] => rowRange(0, rowCount).filter((row) => partOf[found.indices[row]!] === part)
  return { train: rowsOf(1), test: rowsOf(2) }
}
