import { createRandom } from '../random/create-random.ts'
import { classIndices } from './class-indices.ts'
import type { SplitIndices, SplitOptions } from './split-options.ts'
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
export function splitIndices(
  rowCount: number,
  { testSize = 0.25, seed, stratify, shuffle = true }: SplitOptions,
): SplitIndices {
  if (!(testSize > 0 && testSize < 1)) {
    throw new RangeError(
      `splitIndices: expected testSize between 0 and 1, received testSize=${testSize}. Use for example 0.2.`,
    )
  }
  return drawSplit(rowCount, Math.ceil(testSize * rowCount), { seed, shuffle, ...(stratify && { stratify }) })
}

/** The split of {@link splitIndices} with a count of test rows. */
export function drawSplit(
  rowCount: number,
  testCount: number,
  { seed, stratify, shuffle = true }: Omit<SplitOptions, 'testSize'>,
): SplitIndices {
  const trainCount = rowCount - testCount
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
    const rows = Array.from({ length: rowCount }, (_, row) => row)
    return { train: rows.slice(0, trainCount), test: rows.slice(trainCount) }
  }
  const random = createRandom(seed)
  if (!stratify) {
    const rows = random.permutation(rowCount)
    return { train: rows.slice(testCount), test: rows.slice(0, testCount) }
  }
  if (stratify.length !== rowCount) {
    throw new RangeError(
      `splitIndices: expected a label for each of ${rowCount} rows, received ${stratify.length} in stratify. Take both from the same table.`,
    )
  }
  return stratifiedIndices(classIndices(stratify, 'splitIndices'), { trainCount, testCount, random })
}
