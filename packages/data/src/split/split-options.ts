import type { Labels } from './class-indices.ts'
import type { PartSizes } from './part-counts.ts'

/** Options of {@link splitIndices} and {@link trainTestSplit}. */
export interface SplitOptions extends PartSizes {
  /** Seed of the shuffle: the same seed gives the same rows as scikit-learn's `random_state`. */
  seed: number
  /**
   * Labels, one per row, whose proportions both parts keep: texts, numbers, or one-hot rows. Defaults to none.
   */
  stratify?: Labels
  /**
   * Groups, one label per row: the rows of a group (a patient, a household, a camera) all go to one part, and sizes
   * count groups. Defaults to none. Parts are in row order then.
   *
   * @see sklearn.model_selection.GroupShuffleSplit
   */
  groups?: Labels
  /** Whether rows are drawn at random; if not, the last ones are the test rows. Defaults to true. */
  shuffle?: boolean
}

/** Row numbers of the two parts of a split. */
export interface SplitIndices {
  train: number[]
  test: number[]
}

/** The names of {@link SplitOptions}. */
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
