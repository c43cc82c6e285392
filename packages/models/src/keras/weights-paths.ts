import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import type { Weight } from '../weights/named-weights.ts'
import { nameOfClass } from './names.ts'

/** A weight and its place in the HDF5 file of Keras 3. */
export interface WeightPath {
  weight: Weight
  path: string
}

const recurrent = new Set(['GRU', 'LSTM', 'SimpleRNN'])

/** Where Keras 3 keeps each weight of a model: `layers/conv2d_1/vars/0`, numbered by class and not by name. */
export function weightsPaths(model: LayersModel): WeightPath[] {
  const seen = new Set<layers.Layer>()
  return inside(model, '', seen)
}

function inside(model: layers.Layer, path: string, seen: Set<layers.Layer>): WeightPath[] {
  const uses = new Map<string, number>()
  return layersOf(model).flatMap((layer) => {
    const name = nameOfClass(kerasClass(layer))
    const use = uses.get(name) ?? 0
    uses.set(name, use + 1)
    if (seen.has(layer)) return []
    seen.add(layer)
    const own = `${path}layers/${use === 0 ? name : `${name}_${use}`}/`
    return 'layers' in layer ? inside(layer, own, seen) : ownPaths(layer, own)
  })
}

/** Keras's list of layers; the input layer of a Sequential does not count, having no weights and a name of its own. */
function layersOf(model: layers.Layer): layers.Layer[] {
  return (model as unknown as { layers: layers.Layer[] }).layers
}

function kerasClass(layer: layers.Layer): string {
  const name = layer.getClassName()
  return name === 'Model' ? 'Functional' : name
}

function ownPaths(layer: layers.Layer, path: string): WeightPath[] {
  const { forwardLayer, backwardLayer, layer: wrapped } = layer as unknown as Record<string, layers.Layer>
  if (forwardLayer && backwardLayer) {
    return [...ownPaths(forwardLayer, `${path}forward_layer/`), ...ownPaths(backwardLayer, `${path}backward_layer/`)]
  }
  if (layer.getClassName() === 'TimeDistributed') return ownPaths(wrapped!, `${path}layer/`)
  const folder = recurrent.has(layer.getClassName()) ? `${path}cell/` : path
  return layer.weights.map((weight, index) => ({ weight, path: `${folder}vars/${index}` }))
}
