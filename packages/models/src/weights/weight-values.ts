import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Copies the current values of all weights of a model; further training does not change the copies. */
export async function readWeights(model: LayersModel): Promise<Float32Array[]> {
  return Promise.all(model.weights.map(async (weight) => Float32Array.from(await weight.read().data())))
}

/**
 * Restores values copied by {@link readWeights}, to the bit: a layer's constraint acts on steps, not on values that are
 * set, as in Keras.
 */
export function writeWeights(model: LayersModel, values: readonly Float32Array[]): void {
  tf.tidy(() => {
    for (const [index, weight] of model.weights.entries()) {
      const variable = weight.read() as tf.Variable
      variable.assign(tf.tensor(values[index]!, variable.shape, variable.dtype))
    }
  })
}
