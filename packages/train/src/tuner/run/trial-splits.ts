import { kFoldIndices } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { holdRows } from '../../rows/held-rows.ts'
import type { LabelledData } from '../../rows/labelled-data.ts'
import type { TuneData } from './study.ts'

/** The rows of one training and those that judge it. */
export interface TrialPart {
  train: LabelledData
  validation?: LabelledData
}

/** How often a trial trains for one execution: once, or once for each fold. */
export const partCount = (folds: number | undefined): number => folds ?? 1

/** Hands the rows of a fold, or all of them where there are no folds, to a function, and disposes what it made. */
export async function withPart<Result>(
  model: LayersModel,
  { validation, ...data }: TuneData,
  { folds, fold, seed }: { folds: number | undefined; fold: number; seed: number },
  use: (part: TrialPart) => Promise<Result>,
): Promise<Result> {
  if (folds === undefined) return use({ train: data, ...(validation && { validation }) })
  const held = holdRows(model, data, 'tune')
  const { train, test } = kFoldIndices(held.count, { folds, seed })[fold]!
  const parts = [held.take(train, model), held.take(test, model)] as const
  held.dispose()
  try {
    return await use({ train: parts[0], validation: parts[1] })
  } finally {
    for (const part of parts) part.dispose()
  }
}
