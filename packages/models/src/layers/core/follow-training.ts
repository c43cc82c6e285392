import type { layers } from '@tensorflow/tfjs-layers'

/** Makes a layer always run in training mode: a call with `training=True`, as for Monte Carlo dropout. */
export function followTraining(layer: layers.Layer): void {
  const apply = layer.apply.bind(layer)
  layer.apply = ((inputs: never, kwargs: Record<string, unknown> = {}) =>
    apply(inputs, { ...kwargs, training: true })) as layers.Layer['apply']
  Object.assign(layer, { alwaysTraining: true, onlyForKeras: 'is called with training=True' })
}
