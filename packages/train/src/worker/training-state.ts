import { type NamedArray, namedArrays, setNamedArrays } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { learningRateOf, setLearningRate } from '../optimizers/learning-rate.ts'
import { isRuleOptimizer } from '../optimizers/rule-optimizer.ts'

/** All that a training changes in a model: plain values, for another thread. */
export interface TrainingState {
  weights: NamedArray[]
  /** Absent for a model that is not compiled. */
  optimizer?: OptimizerState
}

interface OptimizerState {
  kind: string
  learningRate: number | undefined
  arrays: { name: string; shape: number[]; dtype: 'float32' | 'int32'; values: Float32Array | Int32Array }[]
}

/** Reads what a training changes in a model. */
export async function trainingState(model: LayersModel): Promise<TrainingState> {
  const weights = await namedArrays(model)
  const { optimizer } = model
  if (!optimizer) return { weights }
  const held = await optimizer.getWeights()
  try {
    const arrays = await Promise.all(
      held.map(async ({ name, tensor }) => ({
        name,
        shape: tensor.shape,
        dtype: tensor.dtype as 'float32' | 'int32',
        values: (await tensor.data()).slice() as Float32Array,
      })),
    )
    return { weights, optimizer: { kind: kindOf(optimizer), learningRate: learningRateOf(optimizer), arrays } }
  } finally {
    tf.dispose(held.map(({ tensor }) => tensor))
  }
}

/**
 * Puts what {@link trainingState} read into a model of the same architecture.
 *
 * @throws RangeError when the weights or the optimizer do not fit.
 */
export async function restoreTrainingState(
  model: LayersModel,
  { weights, optimizer: state }: TrainingState,
): Promise<void> {
  setNamedArrays(model, weights, 'fitInWorker')
  const { optimizer } = model
  if (!state || !optimizer) return
  if (kindOf(optimizer) !== state.kind) {
    throw new RangeError(
      `fitInWorker: expected build to compile as the page does, with the optimizer ${state.kind}, received ${kindOf(optimizer)}. Compile both models in one function.`,
    )
  }
  if (state.learningRate !== undefined) setLearningRate(optimizer, state.learningRate)
  const held = state.arrays.map(({ name, shape, dtype, values }) => ({ name, tensor: tf.tensor(values, shape, dtype) }))
  try {
    await optimizer.setWeights(held)
  } finally {
    tf.dispose(held.map(({ tensor }) => tensor))
  }
}

/** The buffers of a state, to be moved with it. */
export function buffersOf({ weights, optimizer }: TrainingState): ArrayBuffer[] {
  const views = [...weights, ...(optimizer?.arrays ?? [])].map(({ values }) => values)
  return [...new Set(views.map(({ buffer }) => buffer as ArrayBuffer))]
}

const kindOf = (optimizer: tf.Optimizer): string =>
  isRuleOptimizer(optimizer) ? optimizer.kind : optimizer.getClassName()
