import { createRandom } from '../random/create-random.ts'
import { classIndices, type Labels } from './class-indices.ts'
import { stratifiedIndices } from './stratified-indices.ts'

/** Options of {@link splitIndices} and {@link trainTestSplit}. */
export interface SplitOptions {
  /** Share of the rows that are tested, between 0 and 1. Defaults to 0.25. The count is rounded up. */
  testSize?: number
  /** Seed of the shuffle: the same seed gives the same rows as scikit-learn's `random_state`. */
  seed: number
  /**
   * Labels, one per row, whose proportions both parts keep: texts, numbers, or one-hot rows. Defaults to none.
   */
  stratify?: Labels
  /** Whether rows are drawn at random; if not, the last ones are the test rows. Defaults to true. */
  shuffle?: boolean
}

/** Row numbers of the two parts of a split. */
export interface SplitIndices {
  train: number[]
  test: number[]
}

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
