import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import type { Labels } from './class-indices.ts'
import { drawSplit } from './split-indices.ts'
import { type Rows, takeRows } from './take-rows.ts'
import { commonRowCount, takeAll } from './train-test-split.ts'

/** Options of {@link trainValidationTestSplit}. */
export interface TrainValidationTestSplitOptions {
  /** Share of the rows for validation, between 0 and 1. Defaults to 0.15. */
  validationSize?: number
  /** Share of the rows for the test, between 0 and 1. Defaults to 0.15. */
  testSize?: number
  /** Seed of both shuffles. */
  seed: number
  /** Labels, one per row, whose proportions the parts keep. Defaults to none. */
  stratify?: Labels
}

/** The parts of a split: for each name that was given, the rows of that part. */
export interface TrainValidationTestSplit<Data> {
  train: Data
  validation: Data
  test: Data
}

/**
 * Splits features, targets and whatever else belongs to the rows into three parts: rows to train on, rows to choose a
 * model by, and rows to judge the chosen one by. The rows are those of scikit-learn's `train_test_split` called twice
 * with one seed: first for the training part, then on the rest.
 *
 * @throws RangeError for sizes outside (0, 1) or that sum to 1 or more, and where `splitIndices` does.
 *
 * @example
 * ```ts
 * import { trainValidationTestSplit } from '@dlw/data'
 *
 * const day = Array.from({ length: 20 }, (_, row) => row)
 * const { train, validation, test } = trainValidationTestSplit({ day }, { seed: 0 })
 * const sizes = [train, validation, test].map((part) => part.day.length) // → [14, 3, 3]
 * ```
 * @see sklearn.model_selection.train_test_split
 */
export function trainValidationTestSplit<Data extends Readonly<Record<string, Rows>>>(
  data: Data,
  options: TrainValidationTestSplitOptions,
): TrainValidationTestSplit<Data> {
  rejectUnknownOptions('trainValidationTestSplit', options, ['validationSize', 'testSize', 'seed', 'stratify'])
  const { validationSize = 0.15, testSize = 0.15, seed, stratify } = options
  const held = validationSize + testSize
  if (!(validationSize > 0 && testSize > 0 && held < 1)) {
    throw new RangeError(
      `trainValidationTestSplit: expected two shares above 0 that leave rows to train on, received validationSize=${validationSize}, testSize=${testSize}. Use for example 0.15 for both.`,
    )
  }
  const rowCount = commonRowCount(data, 'trainValidationTestSplit')
  const outer = drawSplit(rowCount, parts(rowCount, held), { seed, ...(stratify && { stratify }) })
  const heldCount = outer.test.length
  const labels = stratify && (takeRows(Array.from<unknown>(stratify), outer.test) as Labels)
  const inner = drawSplit(heldCount, parts(heldCount, testSize / held), {
    seed,
    ...(labels && { stratify: labels }),
  })
  const rest = (places: readonly number[]): number[] => takeRows(outer.test, places)
  return {
    train: takeAll(data, outer.train),
    validation: takeAll(data, rest(inner.train)),
    test: takeAll(data, rest(inner.test)),
  }
}

/** Counts rounded up, as scikit-learn does, but not for a stray last digit: 0.1 + 0.2 of ten rows are three. */
function parts(rowCount: number, share: number): { trainCount: number; testCount: number } {
  const testCount = Math.ceil(Number((share * rowCount).toFixed(9)))
  return { testCount, trainCount: rowCount - testCount }
}
