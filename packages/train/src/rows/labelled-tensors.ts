import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../loop/compilation.ts'
import type { LabelledData } from './labelled-data.ts'
import { inputTensors, targetTensors } from './model-data.ts'

/** Rows and targets of a model as tensors. */
export interface LabelledTensors {
  inputs: tf.Tensor[]
  targets: tf.Tensor[]
}

/** Whether a loss takes class numbers in place of one-hot rows. */
const isSparse = ({ name }: { name: string }): boolean => name.startsWith('sparse')

/** Checks rows and targets against a model, and makes tensors of them. The caller disposes them. */
export async function labelledTensors(
  model: LayersModel,
  { losses }: Compilation,
  { x, y }: LabelledData,
  caller: string,
): Promise<LabelledTensors> {
  const inputs = await inputTensors(model, x, caller)
  try {
    const rows = inputs[0]!.shape[0]!
    return { inputs, targets: await targetTensors(model, y, { caller, rows, sparse: losses.map(isSparse) }) }
  } catch (error) {
    tf.dispose(inputs)
    throw error
  }
}
