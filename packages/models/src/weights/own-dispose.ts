import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

interface Counted {
  _refCount: number | null
}

/**
 * Gives a model a `dispose` that leaves nothing behind. TensorFlow.js takes each call of a layer for an owner of it, and
 * so keeps the weights of layers and models that are called twice.
 */
export function ownDispose<Model extends LayersModel>(model: Model): Model {
  const leaves = new Set<layers.Layer>()
  const visit = (layer: layers.Layer): void => {
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner)
    else leaves.add(layer)
  }
  visit(model)
  for (const leaf of leaves) (leaf as unknown as Counted)._refCount = 1
  const counted = model as unknown as Counted
  counted._refCount = 1
  model.dispose = () => {
    if (!(counted._refCount! > 0)) throw new Error(`Container '${model.name}' is already disposed.`)
    counted._refCount!--
    let numDisposedVariables = 0
    if (counted._refCount === 0) {
      for (const leaf of leaves) numDisposedVariables += leaf.dispose().numDisposedVariables
    }
    return { refCountAfterDispose: counted._refCount!, numDisposedVariables }
  }
  return model
}
