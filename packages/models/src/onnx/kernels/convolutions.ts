import { paddingOf } from '../../layers/convolution/convolve.ts'
import { transposeValues } from '../../weights/transpose-values.ts'
import { type Dimension, fixedSizes } from '../dimension.ts'
import type { View } from '../graph.ts'
import { type Converter, type Kernel, listOf, type Operand } from '../kernel.ts'
import { activate } from './elementwise.ts'

/** The order that brings `[rows, channels, …space]` to TensorFlow's `[rows, …space, channels]`. */
const channelsLast = (rank: number): number[] => [0, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 2), 1]
const channelsFirst = (rank: number): number[] => [
  0,
  rank - 1,
  ...Array.from({ length: rank - 2 }, (_, axis) => axis + 1),
]

/** An image with its channels as the second axis. */
function image({ graph }: Kernel, { view, name, shape }: Operand): string {
  return view.order ? view.name : graph.transpose(name, channelsFirst(shape.length))
}

/** The view of a result that has its channels as the second axis. */
export function imageView(name: string, shape: readonly Dimension[]): View {
  const rank = shape.length
  return { name, shape: [shape[0]!, shape.at(-1)!, ...shape.slice(1, -1)], order: channelsLast(rank) }
}

/** A constant kernel with its axes in another order, and another shape. */
function reordered(
  { graph, refuse }: Kernel,
  { constant, value }: Operand,
  order: readonly number[],
  reshape?: (shape: number[]) => number[],
): string {
  if (!constant || !fixedSizes(constant.shape)) throw refuse('convolves with a kernel that depends on its input')
  return graph.once(`${value} in the order ${order}`, () => {
    const { values, shape } = transposeValues(constant.values, constant.shape as number[], order)
    return graph.tensor(constant.name ?? `${graph.path}/kernel`, 'float32', reshape?.(shape) ?? shape, values)
  })
}

interface Window {
  sizes: readonly number[]
  strides: number[]
  dilations: number[]
  /** Zeros before each axis, then those after. */
  pads: number[]
}

function windowOf({ attrs, refuse }: Kernel, space: readonly Dimension[], sizes: readonly number[]): Window {
  const { pad, strides, dilations, dataFormat } = attrs as Record<string, number | number[] | string | null>
  const lengths = fixedSizes(space)
  if (!lengths || String(dataFormat ?? 'NHWC').startsWith('NC')) throw refuse(`has the format ${dataFormat}`)
  const perAxis = (value: unknown) => sizes.map((_, axis) => listOf(value)[axis] ?? listOf(value)[0]!)
  const [steps, rates] = [perAxis(strides), perAxis(dilations ?? 1)]
  const margins = lengths.map((length, axis): [number, number] => {
    if (typeof pad === 'number') return [pad, pad]
    if (Array.isArray(pad)) return pad[axis + 1] as unknown as [number, number]
    return paddingOf(length, sizes[axis]!, { stride: steps[axis]!, dilation: rates[axis]!, padding: pad as 'same' })
  })
  const pads = [...margins.map(([before]) => before), ...margins.map(([, after]) => after)]
  return { sizes, strides: steps, dilations: rates, pads }
}

/** The rest of a fused kernel: activation, and how its result lies. */
function finished(kernel: Kernel, name: string): View {
  const { graph, attrs, outputs, refuse } = kernel
  const active = activate(graph, name, attrs.activation, attrs.leakyreluAlpha as number | undefined)
  if (active === undefined) throw refuse(`has the activation ${attrs.activation}`)
  return imageView(active, outputs[0]!.shape)
}

function biased({ inputs: { bias } }: Kernel): string[] {
  return bias ? [bias.name] : []
}

const convolution: Converter = (kernel) => {
  const { graph, inputs } = kernel
  const { x, filter } = inputs
  const rank = filter!.shape.length
  const sizes = filter!.shape.slice(0, -2) as number[]
  const space = sizes.map((_, axis) => axis)
  const weights = reordered(kernel, filter!, [rank - 1, rank - 2, ...space])
  const { strides, dilations, pads } = windowOf(kernel, x!.shape.slice(1, -1), sizes)
  const given = [image(kernel, x!), weights, ...biased(kernel)]
  return finished(kernel, graph.node('Conv', given, { strides, dilations, pads, kernel_shape: sizes }))
}

const depthwise: Converter = (kernel) => {
  const { graph, inputs } = kernel
  const { x, filter } = inputs
  const [height, width, channels, multiplier] = filter!.shape as [number, number, number, number]
  const weights = reordered(kernel, filter!, [2, 3, 0, 1], () => [channels * multiplier, 1, height, width])
  const { strides, dilations, pads, sizes } = windowOf(kernel, x!.shape.slice(1, -1), [height, width])
  const given = [image(kernel, x!), weights, ...biased(kernel)]
  const attributes = { strides, dilations, pads, kernel_shape: sizes, group: channels }
  return finished(kernel, graph.node('Conv', given, attributes))
}

const transposed: Converter = (kernel) => {
  const { graph, inputs, outputs } = kernel
  const { dy, filter } = inputs
  const sizes = filter!.shape.slice(0, 2) as number[]
  const weights = reordered(kernel, filter!, [3, 2, 0, 1])
  const space = outputs[0]!.shape.slice(1, -1) as number[]
  const { strides, pads } = windowOf(kernel, space, sizes)
  const more = space.map((length, axis) => {
    const full = ((dy!.shape[axis + 1] as number) - 1) * strides[axis]! + sizes[axis]!
    return length - (full - pads[axis]! - pads[axis + 2]!)
  })
  // What is missing at the end comes from fewer cut-off positions, or from more zeros.
  for (const [axis, extra] of more.entries()) {
    const kept = Math.min(Math.max(extra, -Number.MAX_SAFE_INTEGER), pads[axis + 2]!)
    pads[axis + 2]! -= kept
    more[axis]! -= kept
  }
  const attributes = { strides, pads, kernel_shape: sizes, output_padding: more }
  return imageView(graph.node('ConvTranspose', [image(kernel, dy!), weights], attributes), outputs[0]!.shape)
}

const pooling =
  (operator: 'MaxPool' | 'AveragePool'): Converter =>
  (kernel) => {
    const { graph, inputs, attrs, outputs } = kernel
    const { x } = inputs
    const sizes = x!.shape.slice(1, -1).map((_, axis) => listOf(attrs.filterSize)[axis] ?? listOf(attrs.filterSize)[0]!)
    const { strides, pads } = windowOf(kernel, x!.shape.slice(1, -1), sizes)
    const name = graph.node(operator, [image(kernel, x!)], { strides, pads, kernel_shape: sizes })
    return imageView(name, outputs[0]!.shape)
  }

const resized =
  (mode: 'linear' | 'nearest'): Converter =>
  (kernel) => {
    const { graph, inputs, attrs, outputs } = kernel
    const { images } = inputs
    const { alignCorners, halfPixelCenters } = attrs
    const coordinates = alignCorners ? 'align_corners' : halfPixelCenters ? 'half_pixel' : 'asymmetric'
    const shape = outputs[0]!.shape
    const to = graph.shape([shape[0]!, shape[3]!, shape[1]!, shape[2]!])
    const name = graph.node('Resize', [image(kernel, images!), '', '', to], {
      mode,
      coordinate_transformation_mode: coordinates,
      ...(mode === 'nearest' && { nearest_mode: coordinates === 'asymmetric' ? 'floor' : 'round_prefer_ceil' }),
    })
    return imageView(name, shape)
  }

/** Convolution, pooling and resizing, whose channels are the second axis in ONNX. */
export const convolutions: Readonly<Record<string, Converter>> = {
  AvgPool: pooling('AveragePool'),
  AvgPool3D: pooling('AveragePool'),
  Conv2D: convolution,
  Conv2DBackpropInput: transposed,
  Conv3D: convolution,
  DepthwiseConv2dNative: depthwise,
  FusedConv2D: convolution,
  FusedDepthwiseConv2D: depthwise,
  MaxPool: pooling('MaxPool'),
  MaxPool3D: pooling('MaxPool'),
  ResizeBilinear: resized('linear'),
  ResizeNearestNeighbor: resized('nearest'),
}
