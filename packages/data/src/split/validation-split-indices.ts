import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { rowRange } from './row-range.ts'

/** Options of {@link validationSplitIndices}. */
export interface ValidationSplitOptions {
  /** Share of the rows to validate on, between 0 and 1. */
  validationSplit: number
}

/** Row numbers of the two parts of {@link validationSplitIndices}. */
export interface ValidationSplitIndices {
  train: number[]
  validation: number[]
}

/**
 * Splits off the last rows for validation, before any shuffle, as Keras does for `fit(validation_split=0.2)`. Rows that
 * are sorted by class or by time make a validation part unlike the training part: use `splitIndices` with a seed for those.
 *
 * @throws RangeError for a share outside (0, 1) or one that leaves a part empty.
 *
 * @example
 * ```ts
 * import { validationSplitIndices } from '@dlw/data'
 *
 * validationSplitIndices(7, { validationSplit: 0.2 }) // → { train: [0, 1, 2, 3, 4], validation: [5, 6] }
 * ```
 * @see keras.Model.fit
 */
export function validationSplitIndices(rowCount: number, options: ValidationSplitOptions): ValidationSplitIndices {
  rejectUnknownOptions('validationSplitIndices', options, ['validationSplit'])
  const { validationSplit } = options
  if (!(validationSplit > 0 && validationSplit < 1)) {
    throw new RangeError(
      `validationSplitIndices: expected validationSplit between 0 and 1, received validationSplit=${validationSplit}. Use for example 0.2.`,
    )
  }
  const middle = Math.floor(rowCount * (1 - validationSplit))
  if (!(Number.isInteger(rowCount) && middle > 0 && middle < rowCount)) {
    throw new RangeError(
      `validationSplitIndices: expected rows in both parts, received rowCount=${rowCount} of which ${middle} to train on. Use more rows or another validationSplit.`,
    )
  }
  return { train: rowRange(0, middle), validation: rowRange(middle, rowCount) }
}
