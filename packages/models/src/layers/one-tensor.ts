import type { Tensor } from '@tensorflow/tfjs-core'

/** Returns the tensor passed to a layer with a single input. */
export function oneTensor(inputs: Tensor | Tensor[]): Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs
}
