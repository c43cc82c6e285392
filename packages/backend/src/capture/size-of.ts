import type { TensorInfo } from '@tensorflow/tfjs-core'

/** How many numbers a tensor of a shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** How many bytes a tensor takes. */
export const bytesOf = ({ shape, dtype }: { shape: readonly number[]; dtype: TensorInfo['dtype'] }): number =>
  sizeOf(shape) * (dtype === 'bool' ? 1 : 4)
