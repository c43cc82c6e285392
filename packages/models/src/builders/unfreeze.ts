import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { setTrainable } from './freeze.ts'

/** Options of {@link unfreeze}. */
export interface UnfreezeOptions {
  /** Name of the first layer to train again; what comes before it stays as it is. Defaults to the first layer. */
  from?: string
}

/**
 * Lets training change a model again, from a layer on: for fine-tuning after {@link freeze}. Compile the model after
 * this, with a lower learning rate, or with one for each group of layers: `learningRateFactors` of `compile` in
 * `@dlw/train`.
 *
 * @param model A model, such as a backbone; changed in place.
 * @throws RangeError if the model has no layer called `from`.
 * @see Keras: `layer.trainable = True`
 * @example
 * ```ts
 * import { freeze, parameterCount, unfreeze } from '@dlw/models'
 *
 * freeze(model)
 * unfreeze(model, { from: 'dense_1' })
 * console.log(parameterCount(model)) // → { total: 83, trainable: 33, nonTrainable: 50 }
 * ```
 */
export function unfreeze(model: LayersModel, { from }: UnfreezeOptions = {}): void {
  const layers: layers.Layer[] = model.layers
  const first = from === undefined ? 0 : layers.findIndex(({ name }) => name === from)
  if (first < 0) {
    const names = layers.map(({ name }) => name).join(', ')
    throw new RangeError(`unfreeze: expected the name of a layer, received from=${from}. The model has ${names}.`)
  }
  const frozen = layers.slice(0, first).map((layer) => [layer, layer.trainableWeights.length === 0] as const)
  model.trainable = true
  for (const [layer, stays] of frozen) if (stays) setTrainable(layer, false)
  for (const layer of layers.slice(first)) setTrainable(layer, true)
}
