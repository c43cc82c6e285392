import type { Labels } from './class-indices.ts'

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
