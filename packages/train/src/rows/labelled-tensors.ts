import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../loop/compilation.ts'
import type { LabelledData } from './labelled-data.ts'
import { inputTensors, targetTensors } from './model-data.ts'
import { type RowWeightOptions, rowWeights } from './row-weights.ts'
import { checkMetricTargets, targetKinds } from './target-kind.ts'

/** Rows and targets of a model as tensors. */
export interface LabelledTensors {
  inputs: tf.Tensor[]
  targets: tf.Tensor[]
}

/** Rows and targets, and for each output how much each row counts; undefined where all rows count once. */
export interface WeightedTensors extends LabelledTensors {
  weights: (tf.Tensor | undefined)[] | undefined
}

/** Checks rows and targets against a model, and makes tensors of them. The caller disposes them. */
export async function labelledTensors(
  model: LayersModel,
  compiled: Compilation,
  { x, y, sampleWeight }: LabelledData,
  { caller, ...options }: { caller: string } & RowWeightOptions,
): Promise<WeightedTensors> {
  if (sampleWeight !== undefined && options.sampleWeight !== undefined) {
    throw new TypeError(`${caller}: expected sampleWeight once, received it with the data and as an option. Give one.`)
  }
  const inputs = await inputTensors(model, x, caller)
  const made: tf.Tensor[] = [...inputs]
  try {
    const rows = inputs[0]!.shape[0]!
    const targets = await targetTensors(model, y, { caller, rows, kinds: targetKinds(compiled) })
    made.push(...targets)
    checkMetricTargets(model, compiled, targets, caller)
    const weighting = sampleWeight === undefined ? options : { ...options, sampleWeight }
    return { inputs, targets, weights: await rowWeights(model, targets, { caller, ...weighting }) }
  } catch (error) {
    tf.dispose(made)
    throw error
  }
}

/** All tensors of some rows, each once. */
export const tensorsOf = ({ inputs, targets, weights = [] }: WeightedTensors): tf.Tensor[] => [
  ...new Set([...inputs, ...targets, ...weights.filter((one) => one !== undefined)]),
]
