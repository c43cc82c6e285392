import type { Tensor, Variable } from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../layers/core/inner-layers.ts'

/** A weight of a layer. */
export type Weight = layers.Layer['weights'][number]

/**
 * The weights of a model, each under a name of its own: `dense/kernel`, and `backbone/dense/kernel` for a layer inside
 * another model whose name occurs twice. A weight that several layers share is there once.
 */
export function namedWeights(model: LayersModel): Map<string, Weight> {
  const found = new Map<Weight, string>()
  const visit = (layer: layers.Layer, path: string): void => {
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner, `${path}${layer.name}/`)
    else {
      if (layer instanceof LayerOfLayers) {
        for (const [folder, inner] of layer.innerLayers()) visit(inner, `${path}${layer.name}/${folder}/`)
      }
      for (const weight of layer.weights) if (!found.has(weight)) found.set(weight, path)
    }
  }
  for (const layer of model.layers) visit(layer, '')
  const uses = new Map<string, number>()
  for (const { originalName } of found.keys()) uses.set(originalName, (uses.get(originalName) ?? 0) + 1)
  return new Map(
    [...found].map(([weight, path]) => [
      uses.get(weight.originalName)! > 1 ? path + weight.originalName : weight.originalName,
      weight,
    ]),
  )
}

/**
 * Disposes of a model that could not be finished. `model.dispose()` would leave the weights of recurrent and of shared
 * layers behind.
 */
export function disposeWeights(model: LayersModel): void {
  for (const weight of namedWeights(model).values()) weight.dispose()
}

/** Gives a weight a value bit for bit: its own `write` would apply the layer's constraint first. */
export function assign(weight: Weight, value: Tensor): void {
  const variable = weight.read() as Variable
  variable.assign(value)
}
