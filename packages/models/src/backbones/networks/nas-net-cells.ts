import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import type { LayerStack } from '../layer-stack.ts'

/** Output of a cell and of the one before. */
export type Cell = readonly [x: SymbolicTensor, before: SymbolicTensor | undefined]

/** Options of batch normalization in NASNet. */
export const nasNormalization = { epsilon: 0.001, momentum: 0.9997 }

/** Applies a cell that keeps height and width: five sums of two branches, concatenated with the previous output. */
export function normalCell(stack: LayerStack, [x, before]: Cell, filters: number, id: string): Cell {
  const previous = adjusted(stack, before, x, { filters, id })
  const current = projected(stack, stack.relu(x), `normal_conv_1_${id}`, {
    filters,
    normalization: `normal_bn_1_${id}`,
  })
  const separable = (from: SymbolicTensor, size: number, side: string) =>
    separableBlock(stack, from, { filters, size, id: `normal_${side}_${id}` })
  const average = (from: SymbolicTensor, side: string) =>
    stack.averagePooling(from, { poolSize: 3, strides: 1, padding: 'same' }, `normal_${side}_${id}`)
  const add = (a: SymbolicTensor, b: SymbolicTensor, index: number) => stack.add([a, b], `normal_add_${index}_${id}`)
  const first = add(separable(current, 5, 'left1'), separable(previous, 3, 'right1'), 1)
  const second = add(separable(previous, 5, 'left2'), separable(previous, 3, 'right2'), 2)
  const third = add(average(current, 'left3'), previous, 3)
  const fourth = add(average(previous, 'left4'), average(previous, 'right4'), 4)
  const fifth = add(separable(current, 3, 'left5'), current, 5)
  return [stack.concatenate([previous, first, second, third, fourth, fifth], `normal_concat_${id}`), x]
}

/** Applies a cell that halves height and width. */
export function reductionCell(stack: LayerStack, [x, before]: Cell, filters: number, id: string): Cell {
  const previous = adjusted(stack, before, x, { filters, id })
  const current = projected(stack, stack.relu(x), `reduction_conv_1_${id}`, {
    filters,
    normalization: `reduction_bn_1_${id}`,
  })
  const padded = stack.stridePadding(current, 3, `reduction_pad_1_${id}`)
  const separable = (from: SymbolicTensor, size: number, side: string, strides = 2) =>
    separableBlock(stack, from, { filters, size, strides, id: `reduction_${side}_${id}` })
  const max = (side: string) => stack.maxPooling(padded, { poolSize: 3, strides: 2 }, `reduction_${side}_${id}`)
  const first = stack.add([separable(current, 5, 'left1'), separable(previous, 7, 'right1')], `reduction_add_1_${id}`)
  const second = stack.add([max('left2'), separable(previous, 7, 'right2')], `reduction_add_2_${id}`)
  const third = stack.add(
    [
      stack.averagePooling(padded, { poolSize: 3, strides: 2 }, `reduction_left3_${id}`),
      separable(previous, 5, 'right3'),
    ],
    `reduction_add3_${id}`,
  )
  const averaged = stack.averagePooling(first, { poolSize: 3, strides: 1, padding: 'same' }, `reduction_left4_${id}`)
  const fourth = stack.add([second, averaged])
  const fifth = stack.add([separable(first, 3, 'left4', 1), max('right5')], `reduction_add4_${id}`)
  return [stack.concatenate([second, third, fourth, fifth], `reduction_concat_${id}`), x]
}

function projected(
  stack: LayerStack,
  x: SymbolicTensor,
  name: string,
  { filters, normalization }: { filters: number; normalization: string },
): SymbolicTensor {
  return stack.normalization(stack.convolution(x, name, { filters, padding: 'same' }), normalization, nasNormalization)
}

/** Applies ReLU, separable convolution and normalization, twice. */
function separableBlock(
  stack: LayerStack,
  input: SymbolicTensor,
  { filters, size, strides = 1, id }: { filters: number; size: number; strides?: number; id: string },
): SymbolicTensor {
  let x = stack.relu(input)
  if (strides === 2) x = stack.stridePadding(x, size, `separable_conv_1_pad_${id}`)
  const padding = strides === 2 ? 'valid' : 'same'
  x = stack.separable(x, `separable_conv_1_${id}`, { filters, kernelSize: size, strides, padding })
  x = stack.relu(stack.normalization(x, `separable_conv_1_bn_${id}`, nasNormalization))
  x = stack.separable(x, `separable_conv_2_${id}`, { filters, kernelSize: size, padding: 'same' })
  return stack.normalization(x, `separable_conv_2_bn_${id}`, nasNormalization)
}

/** Fits the output of the cell before the last to the last one's size and to a number of feature maps. */
function adjusted(
  stack: LayerStack,
  before: SymbolicTensor | undefined,
  x: SymbolicTensor,
  { filters, id }: { filters: number; id: string },
): SymbolicTensor {
  if (!before) return x
  if (before.shape[2] === x.shape[2]) {
    if (before.shape[3] === filters) return before
    const options = { filters, normalization: `adjust_bn_${id}` }
    return projected(stack, stack.relu(before), `adjust_conv_projection_${id}`, options)
  }
  const active = stack.relu(before, `adjust_relu_1_${id}`)
  const half = (from: SymbolicTensor, part: number) => {
    const pooled = stack.averagePooling(from, { poolSize: 1, strides: 2 }, `adjust_avg_pool_${part}_${id}`)
    return stack.convolution(pooled, `adjust_conv_${part}_${id}`, { filters: Math.floor(filters / 2), padding: 'same' })
  }
  const first = half(active, 1)
  // The other half sees the pixels in between.
  const end: [[number, number], [number, number]] = [
    [0, 1],
    [0, 1],
  ]
  const start: [[number, number], [number, number]] = [
    [1, 0],
    [1, 0],
  ]
  const shifted = apply(
    layers.cropping2D({ name: stack.named('cropping2d'), cropping: start }),
    stack.zeroPadding(active, end),
  )
  return stack.normalization(stack.concatenate([first, half(shifted, 2)]), `adjust_bn_${id}`, nasNormalization)
}
