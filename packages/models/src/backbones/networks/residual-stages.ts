import type { SymbolicTensor } from '@tensorflow/tfjs-layers'
import type { LayerStack } from '../layer-stack.ts'

const around = (pixels: number) =>
  [
    [pixels, pixels],
    [pixels, pixels],
  ] as const

/** Applies a ResNet's first convolution, what follows it, and pooling: an eighth of the pixels remain. */
export function residualStem(
  stack: LayerStack,
  after: (x: SymbolicTensor) => SymbolicTensor = (x) => x,
): SymbolicTensor {
  let x = stack.zeroPadding(stack.input, around(3), 'conv1_pad')
  x = after(stack.convolution(x, 'conv1_conv', { filters: 64, kernelSize: 7, strides: 2, useBias: true }))
  return stack.maxPooling(stack.zeroPadding(x, around(1), 'pool1_pad'), { poolSize: 3, strides: 2 }, 'pool1_pool')
}

/** Applies the blocks of a ResNet's four stages, each with twice the feature maps of the one before. */
export function residualStages(
  input: SymbolicTensor,
  blocks: readonly number[],
  apply: (x: SymbolicTensor, name: string, filters: number, block: number) => SymbolicTensor,
): SymbolicTensor {
  let x = input
  for (const [stage, count] of blocks.entries()) {
    for (let block = 1; block <= count; block++) {
      x = apply(x, `conv${stage + 2}_block${block}`, 64 * 2 ** stage, block)
    }
  }
  return x
}
