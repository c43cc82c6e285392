import * as tf from '@tensorflow/tfjs-core'

/** Padding of a convolution: Keras's words. */
export type Padding = 'valid' | 'same' | 'causal'

/** Options of {@link convolve} and {@link convolveDepthwise}: a number for each spatial axis. */
export interface ConvolveOptions {
  strides: readonly number[]
  padding: Padding
  dilation: readonly number[]
}

/** Returns the length of an axis after convolution or pooling; null if unknown. */
export function lengthAfter(
  length: number | null | undefined,
  size: number,
  { stride, padding, dilation = 1 }: { stride: number; padding: Padding; dilation?: number },
): number | null {
  if (typeof length !== 'number') return null
  const reach = padding === 'valid' ? (size - 1) * dilation + 1 : 1
  return Math.max(Math.floor((length - reach) / stride) + 1, 0)
}

/** Returns the zeros before and after an axis that turn `same` or `causal` padding into `valid`. */
export function paddingOf(
  length: number,
  size: number,
  { stride, padding, dilation = 1 }: { stride: number; padding: Padding; dilation?: number },
): [number, number] {
  const reach = (size - 1) * dilation + 1
  if (padding === 'causal') return [reach - 1, 0]
  if (padding === 'valid') return [0, 0]
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0)
  return [Math.floor(total / 2), total - Math.floor(total / 2)]
}

/**
 * Convolves `[rows, …space, channels]` with a kernel `[…space, channels / groups, filters]`, over one, two or three
 * axes, with groups and dilation, forward and backward. A group for each channel is a depthwise convolution.
 */
export function convolve(x: tf.Tensor, kernel: tf.Tensor, options: ConvolveOptions): tf.Tensor {
  const groups = x.shape.at(-1)! / kernel.shape.at(-2)!
  if (groups === 1) return convolveOnce(x, kernel, options)
  if (groups === x.shape.at(-1) && x.rank === 4) {
    const deep = [...kernel.shape.slice(0, -2), groups, kernel.shape.at(-1)! / groups]
    return convolveDepthwise(x, tf.reshape(kernel, deep), options)
  }
  const inputs = tf.split(x, groups, x.rank - 1)
  const kernels = tf.split(kernel, groups, kernel.rank - 1)
  return tf.concat(
    inputs.map((input, index) => convolveOnce(input, kernels[index]!, options)),
    x.rank - 1,
  )
}

function convolveOnce(x: tf.Tensor, kernel: tf.Tensor, options: ConvolveOptions): tf.Tensor {
  return dilated(x, kernel, options, (padded, strides) => {
    if (padded.rank === 5) {
      return tf.conv3d(padded as tf.Tensor5D, kernel as tf.Tensor5D, strides as [number, number, number], 'valid')
    }
    return tf.conv2d(padded as tf.Tensor4D, kernel as tf.Tensor4D, strides as [number, number], 'valid')
  })
}

/** Convolves each channel separately, with a kernel `[…space, channels, multiplier]`, over one or two axes. */
export function convolveDepthwise(x: tf.Tensor, kernel: tf.Tensor, options: ConvolveOptions): tf.Tensor {
  return dilated(x, kernel, options, (padded, strides) => {
    // TensorFlow.js does not support different strides: compute with stride 1, then subsample.
    const [down, right] = strides as [number, number]
    const step = down === right ? down : 1
    const y = tf.depthwiseConv2d(padded as tf.Tensor4D, kernel as tf.Tensor4D, step, 'valid')
    return down === right ? y : everyNth(y, [down, right])
  })
}

/**
 * Performs a dilated convolution: pads the input, splits it into interleaved parts, convolves each, and merges the
 * results. TensorFlow.js has no gradient for dilation.
 */
function dilated(
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, padding, dilation }: ConvolveOptions,
  run: (padded: tf.Tensor, strides: readonly number[]) => tf.Tensor,
): tf.Tensor {
  const sizes = kernel.shape.slice(0, -2)
  const space = x.shape.slice(1, -1)
  const margins = space.map((length, axis) =>
    paddingOf(length, sizes[axis]!, { stride: strides[axis]!, padding, dilation: dilation[axis]! }),
  )
  const isPadded = margins.some(([before, after]) => before > 0 || after > 0)
  const padded = isPadded ? tf.pad(x, [[0, 0], ...margins, [0, 0]]) : x
  if (dilation.every((step) => step === 1)) return run(padded, strides)
  // The last parts may need extra zeros, whose output is cut off again.
  const more = padded.shape
    .slice(1, -1)
    .map((length, axis) => (dilation[axis]! - (length % dilation[axis]!)) % dilation[axis]!)
  const parts = tf.spaceToBatchND(
    padded,
    [...dilation],
    more.map((zeros) => [0, zeros]),
  )
  const ones = dilation.map(() => 1)
  const after = run(parts, ones)
  const lengths = padded.shape.slice(1, -1).map((length, axis) => length - (sizes[axis]! - 1) * dilation[axis]!)
  const crops = lengths.map((length, axis) => [0, after.shape[axis + 1]! * dilation[axis]! - length])
  const whole = tf.batchToSpaceND(after, [...dilation], crops)
  return strides.every((stride) => stride === 1) ? whole : everyNth(whole, strides)
}

/** Takes every n-th position along each spatial axis; unlike `tf.stridedSlice` with a gradient. */
function everyNth(x: tf.Tensor, strides: readonly number[]): tf.Tensor {
  return strides.reduce((value, stride, index) => {
    if (stride === 1) return value
    const places = tf.range(0, value.shape[index + 1]!, stride, 'int32')
    return tf.gather(value, places, index + 1)
  }, x)
}

/** Runs a convolution over one axis as one over two of which the first has one row. */
export function overOneAxis(
  run: (x: tf.Tensor, kernels: tf.Tensor[], options: ConvolveOptions) => tf.Tensor,
  x: tf.Tensor,
  kernels: readonly tf.Tensor[],
  { strides, padding, dilation }: ConvolveOptions,
): tf.Tensor {
  if (x.rank !== 3) return run(x, [...kernels], { strides, padding, dilation })
  const before =
    padding === 'causal'
      ? paddingOf(x.shape[1]!, kernels[0]!.shape[0]!, { stride: 1, padding, dilation: dilation[0]! })
      : [0, 0]
  const padded = padding === 'causal' ? tf.pad(x, [[0, 0], before as [number, number], [0, 0]]) : x
  const y = run(
    tf.expandDims(padded, 1),
    kernels.map((kernel) => tf.expandDims(kernel, 0)),
    {
      // Equal strides: there is only one row to step over.
      strides: [strides[0]!, strides[0]!],
      padding: padding === 'causal' ? 'valid' : padding,
      dilation: [1, dilation[0]!],
    },
  )
  return tf.squeeze(y, [1])
}
