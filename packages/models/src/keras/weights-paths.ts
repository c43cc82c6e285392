import type { Tensor } from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../layers/core/inner-layers.ts'
import { KerasOperation } from '../operators/keras-operation.ts'
import type { Weight } from '../weights/named-weights.ts'
import { nameOfClass } from './names/names.ts'

/** A weight and its place in the HDF5 file of Keras 3. */
export interface WeightPath {
  weight: Weight
  path: string
  /** Value that Keras stores, if it is not the weight itself; must be disposed. */
  value?: () => Tensor
  /** Whether the weight is also stored elsewhere, so that Keras may omit it here. */
  isCopy?: boolean
}

/** A layer that Keras stores in a special format. */
interface OwnWeights {
  ownWeights?(): readonly (readonly [name: string, weight: Weight, value?: () => Tensor])[]
}

/** Returns the path of each weight in Keras 3's format: `layers/conv2d_1/vars/0`, numbered by class and not by name. */
export function weightsPaths(model: LayersModel): WeightPath[] {
  return inside(model, '', new Set())
}

function inside(model: layers.Layer, path: string, seen: Set<layers.Layer>): WeightPath[] {
  return numbered(layersOf(model)).flatMap(([name, layer]) => {
    const own = `${path}layers/${name}/`
    if (seen.has(layer)) return ownPaths(layer, own, new Set()).map((one) => ({ ...one, isCopy: true }))
    seen.add(layer)
    return ownPaths(layer, own, seen)
  })
}

/** Names by class, counted from the second on: `lstm_cell`, `lstm_cell_1`, … */
function numbered(list: readonly layers.Layer[]): [name: string, layer: layers.Layer][] {
  const uses = new Map<string, number>()
  return list.map((layer) => {
    const name = nameOfClass(kerasClass(layer))
    const use = uses.get(name) ?? 0
    uses.set(name, use + 1)
    return [use === 0 ? name : `${name}_${use}`, layer]
  })
}

/** Returns Keras's list of layers, without the input layer of a Sequential, which has no weights. */
function layersOf(model: layers.Layer): layers.Layer[] {
  return (model as unknown as { layers: layers.Layer[] }).layers
}

function kerasClass(layer: layers.Layer): string {
  if (layer instanceof KerasOperation) return layer.options.operation
  const name = layer.getClassName()
  return name === 'Model' ? 'Functional' : name
}

function ownPaths(layer: layers.Layer & OwnWeights, path: string, seen: Set<layers.Layer>): WeightPath[] {
  if ('layers' in layer) return inside(layer, path, seen)
  const inner = layer instanceof LayerOfLayers ? [...layer.innerLayers()] : []
  const stacked = inner.length > 0 && inner[0]![0] === 'cell/cells'
  const named = stacked
    ? numbered(inner.map(([, cell]) => cell)).map(([name, cell]) => [`cell/cells/${name}`, cell] as const)
    : inner
  const paths = named.flatMap(([folder, one]) => ownPaths(one, `${path}${folder}/`, seen))
  const found = new Set(paths.map(({ weight }) => weight))
  const own =
    layer.ownWeights?.() ??
    layer.weights.filter((weight) => !found.has(weight)).map((weight, index) => [`${index}`, weight] as const)
  return [
    ...own.map(([name, weight, value]) => ({ weight, path: `${path}vars/${name}`, ...(value && { value }) })),
    ...paths,
  ]
}
