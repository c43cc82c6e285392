import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers'

/** Applies a layer to one or several inputs while building a model. */
export function apply(layer: layers.Layer, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(input) as SymbolicTensor
}
