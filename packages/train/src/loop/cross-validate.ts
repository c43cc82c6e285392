import { kFoldIndices, type Labels, stratifiedKFoldIndices, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { LabelledData } from '../rows/labelled-data.ts'
import type { ModelData } from '../rows/model-data.ts'
import type { History } from './callback.ts'
import { evaluate } from './evaluate.ts'
import { type FitOptions, fit } from './fit.ts'

/** Options of {@link crossValidate}: those of `fit`, which see the fold left out as validation data. */
export interface CrossValidateOptions extends Omit<FitOptions, 'classWeight' | 'sampleWeight' | 'validation'> {
  /** How many parts to cut the rows into, at least 2. Defaults to 5. */
  folds?: number
  /** Labels, one per row, whose shares each fold shall have. Defaults to none. */
  stratify?: Labels
}

/** What {@link crossValidate} returns. */
export interface CrossValidation {
  /** For each fold, the values of its model on the rows it has not seen. */
  folds: Record<string, number>[]
  /** The mean of each value over the folds. */
  mean: Record<string, number>
  /** The standard deviation of each value over the folds, as of a sample. */
  deviation: Record<string, number>
  /** For each fold, its training. */
  histories: History[]
}

/**
 * Trains a model on all folds but one and measures it on that one, for each fold in turn: how good a model is, and how
 * much of that is chance.
 *
 * @param build Makes a fresh, compiled model; `fold` counts from 0. It is disposed of here.
 * @throws What `fit` throws.
 * @see scikit-learn `model_selection.cross_validate`; folds are those of its `KFold(shuffle=True)`
 * @example
 * ```ts
 * import { crossValidate } from '@dlw/train'
 *
 * const { folds, mean } = await crossValidate(build, train, { folds: 3, epochs: 10, seed: 0 })
 * console.log(folds.length, mean.accuracy! > 0.95) // → 3 true
 * ```
 */
export async function crossValidate(
  build: (fold: number) => LayersModel,
  { x, y }: LabelledData,
  { folds = 5, stratify, ...options }: CrossValidateOptions,
): Promise<CrossValidation> {
  const inputs = tensorsOf(x)
  const targets = tensorsOf(y)
  try {
    const rows = inputs[0]!.shape[0]!
    const { seed } = options
    const splits = stratify ? stratifiedKFoldIndices(stratify, { folds, seed }) : kFoldIndices(rows, { folds, seed })
    const scores: Record<string, number>[] = []
    const histories: History[] = []
    for (const [fold, { train, test }] of splits.entries()) {
      const model = build(fold)
      const part = taken(inputs, targets, train)
      const held = taken(inputs, targets, test)
      try {
        histories.push(await fit(model, part, { ...options, validation: held }))
        scores.push(await evaluate(model, held))
      } finally {
        tf.dispose([part, held].flatMap((data) => [data.x, data.y]) as tf.Tensor[])
        model.dispose()
      }
    }
    return { folds: scores, histories, ...spread(scores) }
  } finally {
    tf.dispose([inputs, targets])
  }
}

/** Several inputs come as a list of things that are no numbers and no rows. */
function tensorsOf(data: ModelData): tf.Tensor[] {
  const isList = Array.isArray(data) && typeof data[0] === 'object' && !Array.isArray(data[0])
  return (isList ? (data as Parameters<typeof toTensor>[0][]) : [data as Parameters<typeof toTensor>[0]]).map(toTensor)
}

function taken(inputs: readonly tf.Tensor[], targets: readonly tf.Tensor[], rows: readonly number[]): LabelledData {
  const index = tf.tensor1d([...rows], 'int32')
  const take = (tensors: readonly tf.Tensor[]): ModelData => {
    const parts = tensors.map((tensor) => tf.gather(tensor, index))
    return parts.length === 1 ? parts[0]! : parts
  }
  const result = { x: take(inputs), y: take(targets) }
  index.dispose()
  return result
}

function spread(scores: readonly Record<string, number>[]): Pick<CrossValidation, 'mean' | 'deviation'> {
  const mean: Record<string, number> = {}
  const deviation: Record<string, number> = {}
  for (const name of Object.keys(scores[0]!)) {
    const values = scores.map((score) => score[name]!)
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
    mean[name] = middle
    deviation[name] = Math.sqrt(squares / (values.length - 1))
  }
  return { mean, deviation }
}
