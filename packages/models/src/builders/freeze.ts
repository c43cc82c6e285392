import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/**
 * Freezes a model or layer: training no longer changes its weights or the moving statistics of batch normalization,
 * which runs in inference mode. Includes layers of nested models. Compile the model afterwards.
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

/** Sets a layer and its nested layers; a model's own setter does not set the mode of its layers. */
export function setTrainable(layer: layers.Layer, trainable: boolean): void {
  if ('layers' in layer) {
    for (const inner of layer.layers as layers.Layer[]) setTrainable(inner, trainable)
  }
  layer.trainable = trainable
}
