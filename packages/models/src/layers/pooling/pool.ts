import * as tf from '@tensorflow/tfjs-core'
import { paddingOf } from '../convolution/convolve.ts'

/** Pooling: mean or maximum of a window. */
export type PoolKind = 'avg' | 'max'

/** Options of {@link pool}: a number for each spatial axis. */
export interface PoolOptions {
  sizes: readonly number[]
  strides: readonly number[]
  padding: 'valid' | 'same'
}

/** Pools `[rows, …space, channels]` over one, two or three spatial axes, excluding padding. */
export function pool(x: tf.Tensor, kind: PoolKind, { sizes, strides, padding }: PoolOptions): tf.Tensor {
  const [rows, ...rest] = x.shape as [number, ...number[]]
  const channels = rest.at(-1)!
  if (x.rank === 3) {
    const wide = tf.expandDims(x, 1)
    return tf.squeeze(pool2d(wide, kind, [1, sizes[0]!], [1, strides[0]!], padding), [1])
  }
  if (x.rank === 4) return pool2d(x, kind, sizes, strides, padding)
  // Three axes: the last two first, then the other; a mean of means is the mean, as all windows of a step are as large.
  const [depth, height, width] = rest as [number, number, number]
  const planes = tf.reshape(x, [rows * depth, height, width, channels])
  const flat = pool2d(planes, kind, sizes.slice(1), strides.slice(1), padding)
  const [, h, w] = flat.shape as [number, number, number]
  const columns = pool2d(
    tf.reshape(flat, [rows, depth, h * w, channels]),
    kind,
    [sizes[0]!, 1],
    [strides[0]!, 1],
    padding,
  )
  return tf.reshape(columns, [rows, columns.shape[1]!, h, w, channels])
}

function pool2d(
  x: tf.Tensor,
  kind: PoolKind,
  sizes: readonly number[],
  strides: readonly number[],
  padding: 'valid' | 'same',
): tf.Tensor {
  const [size, step] = [sizes as [number, number], strides as [number, number]]
  if (kind === 'max') return tf.maxPool(x as tf.Tensor4D, size, step, padding)
  if (padding === 'valid') return tf.avgPool(x as tf.Tensor4D, size, step, 'valid')
  // TensorFlow.js computes correct means at the border, but wrong gradients.
  const margins = x.shape
    .slice(1, 3)
    .map((length, axis) => paddingOf(length, size[axis]!, { stride: step[axis]!, padding }))
  const padded = (values: tf.Tensor) => tf.pad(values, [[0, 0], ...margins, [0, 0]]) as tf.Tensor4D
  const share = tf.avgPool(padded(tf.ones([1, ...x.shape.slice(1, 3), 1])), size, step, 'valid')
  return tf.div(tf.avgPool(padded(x), size, step, 'valid'), share)
}
