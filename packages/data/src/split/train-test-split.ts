import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { splitIndices } from './split-indices.ts'
import { type SplitOptions, splitOptions } from './split-options.ts'
import { type Rows, rowCountOf, takeRows } from './take-rows.ts'

/** The parts of a split: for each name that was given, the rows of that part. */
export interface TrainTestSplit<Data> {
  train: Data
  test: Data
}

/**
 * Splits features, targets and whatever else belongs to the rows into a training and a test part, row for row as
 * scikit-learn does. Each entry comes back as the kind it was.
 *
 * @param data Any names, each with one entry per row: tables, arrays, typed arrays, `NdArray`.
 * @throws RangeError for entries of different lengths, and where {@link splitIndices} does.
 *
 * @example
 * ```ts
 * import { trainTestSplit } from '@dlw/data'
 *
 * const x = [[0], [1], [2], [3], [4]]
 * const { train, test } = trainTestSplit({ x, y: ['a', 'b', 'a', 'b', 'a'] }, { testSize: 0.4, seed: 0 })
 * test // → { x: [[2], [0]], y: ['a', 'a'] }
 * train.y // → ['b', 'b', 'a']
 * ```
 * @see sklearn.model_selection.train_test_split
 */
export function trainTestSplit<Data extends Readonly<Record<string, Rows>>>(
  data: Data,
  options: SplitOptions,
): TrainTestSplit<Data> {
  rejectUnknownOptions('trainTestSplit', options, splitOptions)
  const { train, test } = splitIndices(commonRowCount(data, 'trainTestSplit'), options)
  return { train: takeAll(data, train), test: takeAll(data, test) }
}

/** How many rows all entries have. */
export function commonRowCount(data: Readonly<Record<string, Rows>>, where: string): number {
  const counts = Object.entries(data).map(([name, rows]) => [name, rowCountOf(rows)] as const)
  const [first] = counts
  if (!first) {
    throw new RangeError(`${where}: expected data such as { x, y }, received nothing. Name what is to be split.`)
  }
  for (const [name, count] of counts) {
    if (count !== first[1]) {
      throw new RangeError(
        `${where}: expected as many rows in each entry, received ${first[0]} with ${first[1]} and ${name} with ${count}. Drop gaps before taking columns out.`,
      )
    }
  }
  return first[1]
}

/** These rows of every entry. */
export function takeAll<Data extends Readonly<Record<string, Rows>>>(data: Data, rows: readonly number[]): Data {
  return Object.fromEntries(Object.entries(data).map(([name, entry]) => [name, takeRows(entry, rows)])) as Data
}
