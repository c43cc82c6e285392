import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel } from '@tensorflow/tfjs-layers'
import { assign } from '../weights/named-weights.ts'

/**
 * Draws the initial weights of a text network again, each from a random stream of its own: Glorot uniform kernels, and
 * embeddings from −0.05 to 0.05, as in Keras. The projections of an attention layer would otherwise share one stream.
 */
export function drawWeights(model: LayersModel, seed: number): void {
  let stream = 0
  for (const weight of model.weights) {
    const name = weight.originalName.split('/').at(-1)
    if (name !== 'kernel' && name !== 'embeddings') continue
    const drawn = { seed: tfjsSeed(seed, stream++) }
    const initializer =
      name === 'kernel'
        ? initializers.glorotUniform(drawn)
        : initializers.randomUniform({ minval: -0.05, maxval: 0.05, ...drawn })
    tf.tidy(() => assign(weight, initializer.apply(weight.shape as number[])))
  }
}
