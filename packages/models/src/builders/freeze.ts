import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/**
 * Keeps training from changing a model or a layer: its weights, and the moving statistics of its batch normalization,
 * which then works as in inference. Layers of models used as layers are frozen too. Compile the model after this.
 *
 * @param model A model, such as a backbone, or one layer; changed in place.
 * @see Keras: `model.trainable = False`
 * @example
 * ```ts
 * import { freeze, parameterCount } from '@dlw/models'
 *
 * freeze(model.getLayer('dense'))
 * console.log(parameterCount(model)) // → { total: 83, trainable: 33, nonTrainable: 50 }
 * ```
 */
export function freeze(model: LayersModel | layers.Layer): void {
  setTrainable(model, false)
}

/** Sets a layer and everything inside it; a model's own setter reaches its variables but not its layers' modes. */
export function setTrainable(layer: layers.Layer, trainable: boolean): void {
  if ('layers' in layer) {
    for (const inner of layer.layers as layers.Layer[]) setTrainable(inner, trainable)
  }
  layer.trainable = trainable
}
