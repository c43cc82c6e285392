import * as tf from '@tensorflow/tfjs-layers'
import { apply } from './apply-layer.ts'

/** Options of {@link siameseNetwork}. */
export interface SiameseNetworkOptions {
  /** Name of the model. Defaults to 'functional'. */
  name?: string
}

/**
 * Builds a Siamese network: it applies the same base to two inputs and outputs the cosine similarity of the two
 * embeddings.
 *
 * @param base A model with one input and vectors `[rows, features]` as output, such as a {@link denseNetwork}; it becomes a
 * layer of the new model.
 * @returns A model from two inputs of the base's shape to `[rows, 1]`, from −1 (opposite) to 1 (the same direction).
 * @throws TypeError if the base has several inputs, or its output is not a vector.
 * @see Keras: `keras.layers.Dot(axes=1, normalize=True)`
 * @example
 * ```ts
 * import { denseNetwork, siameseNetwork } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const model = siameseNetwork(denseNetwork({ inputs: 20, hidden: [16], outputs: 8 }))
 * const spectrum = tf.ones([1, 20])
 * const alike = model.predict([spectrum, spectrum]) as tf.Tensor
 * console.log(alike.dataSync()[0]!.toFixed(3)) // → 1.000
 * ```
 */
export function siameseNetwork(
  base: tf.LayersModel,
  { name = 'functional' }: SiameseNetworkOptions = {},
): tf.LayersModel {
  const [output] = base.outputs
  if (base.inputs.length !== 1 || base.outputs.length !== 1 || output!.shape.length !== 2) {
    const shapes = [base.inputs, base.outputs].map((tensors) =>
      tensors.map(({ shape }) => `[${shape.map((size) => size ?? 'any')}]`).join(' '),
    )
    throw new TypeError(
      `siameseNetwork: expected a base from one input to vectors, received inputs=${shapes[0]}, outputs=${shapes[1]}. End it with a dense layer or pooling.`,
    )
  }
  const [input] = base.inputs
  const inputs = ['first', 'second'].map((own) =>
    tf.input({ shape: input!.shape.slice(1), dtype: input!.dtype, name: own }),
  )
  const vectors = inputs.map((one) => apply(base, one))
  return tf.model({
    inputs,
    outputs: apply(tf.layers.dot({ axes: 1, normalize: true, name: 'cosine' }), vectors),
    name,
  })
}
