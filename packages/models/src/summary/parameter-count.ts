import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/** How many numbers a model is made of. */
export interface ParameterCount {
  /** All of them: `trainable + nonTrainable`. */
  total: number
  /** Those that training changes. */
  trainable: number
  /** Those of frozen layers, and the moving statistics of batch normalization. */
  nonTrainable: number
}

/**
 * Counts the parameters of a model or of one layer; weights shared by several layers count once.
 *
 * @see Keras: `model.count_params()`, `model.trainable_weights`, `model.non_trainable_weights`
 * @example
 * ```ts
 * import { freeze, parameterCount } from '@dlw/models'
 *
 * freeze(model.getLayer('dense'))
 * console.log(parameterCount(model)) // → { total: 83, trainable: 33, nonTrainable: 50 }
 * ```
 */
export function parameterCount(model: LayersModel | layers.Layer): ParameterCount {
  const count = (weights: layers.Layer['weights']): number =>
    [...new Set(weights)].reduce(
      (sum, { shape }) => sum + shape.reduce<number>((size, axis) => size * (axis ?? 1), 1),
      0,
    )
  const trainable = count(model.trainableWeights)
  const nonTrainable = count(model.nonTrainableWeights)
  return { total: trainable + nonTrainable, trainable, nonTrainable }
}
