import { tfjsSeed } from '@dlw/backend'
import { kFoldIndices, type Labels, stratifiedKFoldIndices, Table, type Transformer } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { ensureBuilt } from '../compile/ensure-built.ts'
import type { Callback, History } from '../loop/callback.ts'
import { type FitOptions, fit } from '../loop/fit.ts'
import { seededBuild } from '../loop/seeded-build.ts'
import { type HeldRows, holdRows } from '../rows/held-rows.ts'
import type { LabelledData } from '../rows/labelled-data.ts'
import { evaluate } from './evaluate.ts'
import { preparedRows } from './prepared-rows.ts'

/** Options of {@link crossValidate}: those of `fit`, which sees the fold left out as validation data. */
export interface CrossValidateOptions extends Omit<FitOptions, 'callbacks' | 'validation'> {
  /** How many parts to cut the rows into, at least 2. Defaults to 5. */
  folds?: number
  /** For every fold, in their order; or a function that makes them for one. Defaults to none. */
  callbacks?: readonly Callback[] | ((fold: number) => readonly Callback[])
  /** Labels, one per row, whose shares each fold shall have. Defaults to none. */
  stratify?: Labels
  /**
   * Makes the preprocessing of a fold, such as a `columnTransformer`, for an `x` that is a table: it is fitted on the
   * rows that the fold trains on, and on no others. Defaults to none.
   */
  preprocess?: (fold: number) => Transformer
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
 * much of that is chance. The same seed gives the same folds, first weights and digits.
 *
 * @param build Makes a fresh, compiled model; `fold` counts from 0. It is disposed of here.
 * @param data Rows in memory, for one or several inputs and outputs as `fit` takes them.
 * @throws What `fit` throws; TypeError for a stream.
 * @see scikit-learn `model_selection.cross_validate`; folds are those of its `KFold(shuffle=True)`
 * @example
 * ```ts
 * import { crossValidate } from '@dlw/train'
 *
 * const { folds, mean } = await crossValidate(build, train, { folds: 3, epochs: 10, seed: 0 })
 * console.log(folds.length, mean.accuracy! > 0.95) // → 3 true
 * ```
 * @example
 * ```ts
 * import { columnTransformer, loadPenguins, oneHot, simpleImputer, standardScaler } from '@dlw/data'
 * import { crossValidate } from '@dlw/train'
 *
 * const penguins = loadPenguins()
 * const x = penguins.drop('species', 'island', 'sex')
 * const { values: y } = oneHot(penguins.labels('species'))
 * const preprocess = () => columnTransformer([{ columns: 'numbers', steps: [simpleImputer(), standardScaler()] }])
 * const { mean } = await crossValidate(build, { x, y }, { folds: 3, epochs: 10, seed: 0, preprocess })
 * console.log(mean.accuracy! > 0.9) // → true
 * ```
 */
export async function crossValidate(
  build: (fold: number) => LayersModel | Promise<LayersModel>,
  data: LabelledData,
  { folds = 5, stratify, callbacks = [], sampleWeight, preprocess, ...options }: CrossValidateOptions,
): Promise<CrossValidation> {
  const { seed, capture } = options
  if (data.sampleWeight !== undefined && sampleWeight !== undefined) {
    throw new TypeError('crossValidate: expected sampleWeight once, received it with the data and as an option.')
  }
  if (preprocess && !(data.x instanceof Table)) {
    throw new TypeError(
      'crossValidate: expected x to be a table where preprocess is given, received something else. Pass Table.fromColumns(…), or transform x yourself.',
    )
  }
  const weight = data.sampleWeight ?? sampleWeight
  const weighted = { ...data, ...(weight !== undefined && { sampleWeight: weight }) }
  const splitsOf = (count: number): { train: number[]; test: number[] }[] =>
    stratify ? stratifiedKFoldIndices(stratify, { folds, seed }) : kFoldIndices(count, { folds, seed })
  let held: HeldRows | undefined
  let splits: { train: number[]; test: number[] }[] | undefined
  const scores: Record<string, number>[] = []
  const histories: History[] = []
  try {
    for (let fold = 0; fold < (splits?.length ?? 1); fold++) {
      const model = await seededBuild(() => build(fold), tfjsSeed(seed, fold))
      try {
        ensureBuilt(model)
        if (preprocess) {
          const table = data.x as Table
          splits ??= splitsOf(table.shape[0])
          held?.dispose()
          held = undefined
          const x = preparedRows(preprocess(fold), table, { ...splits[fold]!, target: data.y })
          held = holdRows(model, { ...weighted, x }, 'crossValidate')
        }
        held ??= holdRows(model, weighted, 'crossValidate')
        splits ??= splitsOf(held.count)
        const { train, test } = splits[fold]!
        const part = held.take(train, model)
        const validation = held.take(test, model)
        try {
          const list = typeof callbacks === 'function' ? callbacks(fold) : callbacks
          histories.push(await fit(model, part, { ...options, callbacks: list, validation }))
          scores.push(await evaluate(model, validation, capture === undefined ? {} : { capture }))
        } finally {
          part.dispose()
          validation.dispose()
        }
      } finally {
        model.dispose()
      }
    }
    return { folds: scores, histories, ...spread(scores) }
  } finally {
    held?.dispose()
  }
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
