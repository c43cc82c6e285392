import { kFoldIndices, type Numeric, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { LabelledData } from '../../rows/labelled-data.ts'
import type { ModelData } from '../../rows/model-data.ts'
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
  const made: tf.Tensor[] = []
  const take = (part: ModelData, count: number, rows: readonly number[]): ModelData => {
    const taken = (count === 1 ? [part as Numeric] : (part as readonly Numeric[])).map((one) => takeRows(one, rows))
    for (const split of taken) made.push(split)
    return count === 1 ? taken[0]! : taken
  }
  const { train, test } = kFoldIndices(rowCount(data.x, model.inputs.length), { folds, seed })[fold]!
  const rowsOf = (rows: readonly number[]): LabelledData => ({
    x: take(data.x, model.inputs.length, rows),
    y: take(data.y, model.outputs.length, rows),
  })
  try {
    return await use({ train: rowsOf(train), validation: rowsOf(test) })
  } finally {
    tf.dispose(made)
  }
}

const takeRows = (data: Numeric, rows: readonly number[]): tf.Tensor =>
  tf.tidy(() => tf.gather(toTensor(data), tf.tensor1d([...rows], 'int32')))

function rowCount(x: ModelData, inputs: number): number {
  const tensor = toTensor(inputs === 1 ? (x as Numeric) : (x as readonly Numeric[])[0]!)
  const [rows] = tensor.shape
  tensor.dispose()
  return rows!
}
