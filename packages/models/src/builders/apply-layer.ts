import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers'

/** The output of a layer for one or several inputs, within a model that is being built. */
export function apply(layer: layers.Layer, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(input) as SymbolicTensor
}
