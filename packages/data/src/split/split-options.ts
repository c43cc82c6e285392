import type { Labels } from './class-indices.ts'
import type { PartSizes } from './part-counts.ts'

/** Options of {@link splitIndices} and {@link trainTestSplit}. */
export interface SplitOptions extends PartSizes {
  /** Seed of the shuffle: selects the same rows as scikit-learn's `random_state`. */
  seed: number
  /**
   * Labels, one per row, whose proportions both parts preserve: strings, numbers, or one-hot rows. Defaults to none.
   */
  stratify?: Labels
  /**
   * Groups, one label per row: all rows of a group (a patient, a household, a camera) go to the same part. Sizes then
   * count groups, and parts are in row order. Defaults to none.
   *
   * @see sklearn.model_selection.GroupShuffleSplit
   */
  groups?: Labels
  /** Whether to shuffle the rows first; if not, the last rows are the test rows. Defaults to true. */
  shuffle?: boolean
}

/** Row numbers of the parts of a split. */
export interface SplitIndices {
  train: number[]
  test: number[]
}

/** Names of the {@link SplitOptions}. */
export const splitOptions: readonly (keyof SplitOptions)[] = [
  'testSize',
  'trainSize',
  'testCount',
  'trainCount',
  'seed',
  'stratify',
  'groups',
  'shuffle',
]
