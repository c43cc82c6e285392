import type { SplitIndices } from './split-options.ts'

/**
 * Tests each row by itself and trains on all others: for tables so small that every row counts. There are as many splits
 * as rows, which hold `rowCount²` numbers together.
 *
 * @throws RangeError unless there are at least two rows.
 *
 * @example
 * ```ts
 * import { leaveOneOutIndices } from '@dlw/data'
 *
 * leaveOneOutIndices(3)[1] // → { train: [0, 2], test: [1] }
 * ```
 * @see sklearn.model_selection.LeaveOneOut
 */
export function leaveOneOutIndices(rowCount: number): SplitIndices[] {
  if (!(Number.isInteger(rowCount) && rowCount >= 2)) {
    throw new RangeError(
      `leaveOneOutIndices: expected at least 2 rows, received rowCount=${rowCount}. Pass the number of rows.`,
    )
  }
  return Array.from({ length: rowCount }, (_, test) => {
    const train: number[] = []
    for (let row = 0; row < rowCount; row++) if (row !== test) train.push(row)
    return { train, test: [test] }
  })
}
