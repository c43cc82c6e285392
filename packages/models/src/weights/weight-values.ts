import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** The values of all weights of a model at this moment, out of reach of further training. */
export async function readWeights(model: LayersModel): Promise<Float32Array[]> {
  return Promise.all(model.weights.map(async (weight) => Float32Array.from(await weight.read().data())))
}

/** Puts values back that {@link readWeights} took. */
export function writeWeights(model: LayersModel, values: readonly Float32Array[]): void {
  tf.tidy(() => {
    for (const [index, weight] of model.weights.entries()) {
      weight.write(tf.tensor(values[index]!, weight.shape as number[]))
    }
  })
}
