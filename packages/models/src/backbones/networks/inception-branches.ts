import type { SymbolicTensor } from '@tensorflow/tfjs-layers'
import type { LayerStack } from '../layer-stack.ts'

/** Normalised convolutions one after the other: feature maps, kernel size, and stride (2 comes without padding). */
export type Branch = readonly (readonly [
  filters: number,
  kernelSize: number | readonly [number, number],
  strides?: number,
])[]

/** Applies normalised convolutions; batch normalization has no scale, for ReLU follows. */
export function branch(stack: LayerStack, input: SymbolicTensor, steps: Branch, name?: string): SymbolicTensor {
  let x = input
  for (const [filters, kernelSize, strides = 1] of steps) {
    x = stack.convolution(x, name, { filters, kernelSize, strides, padding: strides === 1 ? 'same' : 'valid' })
    x = stack.normalization(x, name && `${name}_bn`, { scale: false })
    x = stack.relu(x, name && `${name}_ac`)
  }
  return x
}

/** Applies the first five convolutions of Inception networks: about a hundredth of the pixels remain. */
export function inceptionStem(stack: LayerStack): SymbolicTensor {
  const valid = (input: SymbolicTensor, filters: number, kernelSize: number, strides = 1) => {
    const x = stack.convolution(input, undefined, { filters, kernelSize, strides })
    return stack.relu(stack.normalization(x, undefined, { scale: false }))
  }
  let x = valid(valid(stack.input, 32, 3, 2), 32, 3)
  x = stack.maxPooling(branch(stack, x, [[64, 3]]), { poolSize: 3, strides: 2 })
  return stack.maxPooling(valid(valid(x, 80, 1), 192, 3), { poolSize: 3, strides: 2 })
}
