import type { SymbolicTensor } from '@tensorflow/tfjs-layers'
import type { LayerStack } from '../layer-stack.ts'

/**
 * Blocks of one resolution: kernel size, repeats, feature maps in and out, expansion, share of feature maps that the
 * squeeze keeps, stride, and whether a plain convolution replaces expansion and depthwise convolution.
 */
export type Stage = readonly [
  kernelSize: number,
  repeats: number,
  filtersIn: number,
  filtersOut: number,
  expansion: number,
  squeeze: number,
  strides: number,
  isFused: boolean,
]

/** What sets the two versions of EfficientNet apart. */
export interface Version {
  /** Name of the depthwise convolutions. */
  depthwise: string
  /** Whether a stride is preceded by a layer that pads. */
  pads: boolean
  /** Momentum of batch normalization. */
  momentum: number
}

interface Block {
  name: string
  kernelSize: number
  filtersIn: number
  filtersOut: number
  expansion: number
  squeeze: number
  strides: number
  isFused: boolean
  dropRate: number
}

/** Appends the blocks of all stages; later blocks are dropped more often in training, up to a fifth of the time. */
export function efficientStages(
  stack: LayerStack,
  input: SymbolicTensor,
  stages: readonly Stage[],
  version: Version & { filters: (filters: number) => number; repeats: (repeats: number) => number; blocks: number },
): SymbolicTensor {
  let x = input
  let block = 0
  for (const [index, [kernelSize, repeats, filtersIn, out, expansion, squeeze, strides, isFused]] of stages.entries()) {
    const filtersOut = version.filters(out)
    for (let repeat = 0; repeat < version.repeats(repeats); repeat++) {
      x = efficientBlock(stack, x, version, {
        name: `block${index + 1}${String.fromCharCode(97 + repeat)}_`,
        kernelSize,
        filtersIn: repeat === 0 ? version.filters(filtersIn) : filtersOut,
        filtersOut,
        expansion,
        squeeze,
        strides: repeat === 0 ? strides : 1,
        isFused,
        dropRate: (0.2 * block++) / version.blocks,
      })
    }
  }
  return x
}

/** Applies an inverted residual block: expansion, depthwise convolution, squeeze and excitation, projection. */
function efficientBlock(stack: LayerStack, input: SymbolicTensor, version: Version, block: Block): SymbolicTensor {
  const { name, kernelSize, filtersIn, filtersOut, expansion, squeeze, strides, isFused, dropRate } = block
  const { momentum } = version
  const filters = filtersIn * expansion
  const active = (from: SymbolicTensor, normalization: string, activation: string) =>
    stack.activation(
      stack.normalization(from, `${name}${normalization}`, { momentum }),
      'swish',
      `${name}${activation}`,
    )
  let x = input
  if (expansion !== 1) {
    const size = isFused ? { kernelSize, strides } : {}
    x = stack.convolution(x, `${name}expand_conv`, { filters, ...size, padding: 'same' })
    x = active(x, 'expand_bn', 'expand_activation')
  }
  if (!isFused) {
    const isPadded = version.pads && strides === 2
    if (isPadded) x = stack.stridePadding(x, kernelSize, `${name}dwconv_pad`)
    x = stack.depthwise(x, `${name}${version.depthwise}`, strides, isPadded ? 'valid' : 'same', kernelSize)
    x = active(x, 'bn', 'activation')
  }
  if (squeeze > 0) x = squeezeExcite(stack, x, name, Math.max(1, Math.floor(filtersIn * squeeze)))
  const size = isFused && expansion === 1 ? { kernelSize, strides } : {}
  x = stack.convolution(x, `${name}project_conv`, { filters: filtersOut, ...size, padding: 'same' })
  x = stack.normalization(x, `${name}project_bn`, { momentum })
  if (isFused && expansion === 1) x = stack.activation(x, 'swish', `${name}project_activation`)
  if (strides !== 1 || filtersIn !== filtersOut) return x
  if (dropRate > 0) x = stack.dropout(x, dropRate, { name: `${name}drop`, whole: true })
  return stack.add([x, input], `${name}add`)
}

/** Weighs the feature maps by what their means say. */
function squeezeExcite(stack: LayerStack, x: SymbolicTensor, name: string, filters: number): SymbolicTensor {
  const channels = x.shape[3]!
  let weights = stack.globalPooling(x, 'avg', `${name}se_squeeze`)
  weights = stack.reshape(weights, [1, 1, channels], `${name}se_reshape`)
  weights = stack.convolution(weights, `${name}se_reduce`, {
    filters,
    padding: 'same',
    useBias: true,
    activation: 'swish',
  })
  weights = stack.convolution(weights, `${name}se_expand`, {
    filters: channels,
    padding: 'same',
    useBias: true,
    activation: 'sigmoid',
  })
  return stack.multiply([x, weights], `${name}se_excite`)
}
