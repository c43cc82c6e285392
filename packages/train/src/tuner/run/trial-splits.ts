import { kFoldIndices, type SplitIndices } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { holdRows } from '../../rows/held-rows.ts'
import type { LabelledData } from '../../rows/labelled-data.ts'
import type { TuneData } from './study.ts'

/** The rows of one training and those it is evaluated on. */
export interface TrialPart {
  train: LabelledData
  validation?: LabelledData
}

/** How often a trial trains for one execution: once, or once for each fold or split. */
export const partCount = (folds: number | undefined, splits?: readonly SplitIndices[]): number =>
  splits?.length ?? folds ?? 1

/** Hands the rows of a fold, or all of them where there are no folds, to a function, and disposes what it made. */
export async function withPart<Result>(
  model: LayersModel,
  { validation, splits, ...data }: TuneData,
  { folds, fold, seed }: { folds: number | undefined; fold: number; seed: number },
  use: (part: TrialPart) => Promise<Result>,
): Promise<Result> {
  if (folds === undefined && splits === undefined) return use({ train: data, ...(validation && { validation }) })
  const held = holdRows(model, data, 'tune')
  const parts = ((): readonly [ReturnType<typeof held.take>, ReturnType<typeof held.take>] => {
    try {
      const { train, test } = splits
        ? checkedSplit(splits, fold, held.count)
        : kFoldIndices(held.count, { folds: folds!, seed })[fold]!
      return [held.take(train, model), held.take(test, model)]
    } finally {
      held.dispose()
    }
  })()
  try {
    return await use({ train: parts[0], validation: parts[1] })
  } finally {
    for (const part of parts) part.dispose()
  }
}

function checkedSplit(splits: readonly SplitIndices[], index: number, rowCount: number): SplitIndices {
  const split = splits[index]!
  for (const rows of [split.train, split.test]) {
    const wrong = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < rowCount))
    if (rows.length > 0 && wrong === undefined) continue
    throw new RangeError(
      `tune: expected splits with row numbers from 0 to ${rowCount - 1}, received ${rows.length === 0 ? 'no rows' : wrong} in split ${index}. Make them from the same rows as x and y.`,
    )
  }
  return split
}
