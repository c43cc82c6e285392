import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { checkFolds } from './k-fold-indices.ts'
import { rowRange } from './row-range.ts'
import type { SplitIndices } from './split-options.ts'

/** Options of {@link timeSeriesSplitIndices}. */
export interface TimeSeriesSplitOptions {
  /** How many splits, at least 2. Defaults to 5. */
  folds?: number
  /** Rows left out between training and test, so that no window reaches across. Defaults to 0. */
  gap?: number
  /** Rows tested in each split. Defaults to `floor(rowCount / (folds + 1))`. */
  testCount?: number
  /** Most rows to train on: earlier ones are left out. Defaults to all. */
  maxTrainCount?: number
}

/**
 * Splits for rows in order of time: every test part lies after its training part, which grows from split to split.
 *
 * @throws RangeError where rows do not suffice for the folds, the gap and the test rows.
 *
 * @example
 * ```ts
 * import { timeSeriesSplitIndices } from '@dlw/data'
 *
 * timeSeriesSplitIndices(6, { folds: 2 }) // → [{ train: [0, 1], test: [2, 3] }, { train: [0, 1, 2, 3], test: [4, 5] }]
 * ```
 * @see sklearn.model_selection.TimeSeriesSplit
 */
export function timeSeriesSplitIndices(rowCount: number, options: TimeSeriesSplitOptions = {}): SplitIndices[] {
  rejectUnknownOptions('timeSeriesSplitIndices', options, ['folds', 'gap', 'testCount', 'maxTrainCount'])
  const { folds = 5, gap = 0, testCount, maxTrainCount } = options
  checkFolds(folds, rowCount - 1, 'timeSeriesSplitIndices')
  const size = testCount ?? Math.floor(rowCount / (folds + 1))
  const first = rowCount - folds * size
  if (!(Number.isInteger(size) && size > 0 && Number.isInteger(gap) && gap >= 0 && first - gap > 0)) {
    throw new RangeError(
      `timeSeriesSplitIndices: expected rows to train on before the first test, received rowCount=${rowCount} with folds=${folds}, testCount=${size}, gap=${gap}. Use fewer folds, fewer test rows or a smaller gap.`,
    )
  }
  if (maxTrainCount !== undefined && !(Number.isInteger(maxTrainCount) && maxTrainCount > 0)) {
    throw new RangeError(
      `timeSeriesSplitIndices: expected maxTrainCount to be an integer of at least 1, received maxTrainCount=${maxTrainCount}. Leave it out to train on all earlier rows.`,
    )
  }
  return Array.from({ length: folds }, (_, fold) => {
    const start = first + fold * size
    const end = start - gap
    return { train: rowRange(Math.max(0, end - (maxTrainCount ?? end)), end), test: rowRange(start, start + size) }
  })
}
