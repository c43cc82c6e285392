import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import type { Variable } from '../core/keras-layer.ts'
import { oneShape } from '../one-shape.ts'
import { Convolution, type ConvolutionOptions, perAxis } from './convolution-layers.ts'

interface TransposedOptions extends ConvolutionOptions {
  outputPadding?: number | number[] | null
}
type Config = tf.serialization.ConfigDict

/** Cropping at each end of the full transposed convolution, `(length − 1) · stride + reach`; padding if negative. */
function cuts(size: number, stride: number, dilation: number, padding: string, more: number | null): [number, number] {
  const reach = (size - 1) * dilation + 1
  if (padding === 'valid') return [0, -(more ?? Math.max(reach, stride) - reach)]
  const total = more === null ? stride + reach - 2 : reach + (reach % 2) - 2 + more
  const before = Math.min(Math.floor(total / 2) + (total % 2), reach - 1)
  return [reach - 1 - before, reach - 1 - (total - before)]
}

abstract class TransposedConvolution extends Convolution {
  #kernel!: Variable

  #cuts(): [number, number][] {
    const { padding = 'valid', outputPadding } = this.options as TransposedOptions
    const more = perAxis(outputPadding ?? undefined, this.axes, Number.NaN)
    const { strides, dilation } = this.how
    return this.sizes.map((size, axis) =>
      cuts(size, strides[axis]!, dilation[axis]!, padding, Number.isNaN(more[axis]!) ? null : more[axis]!),
    )
  }

  protected override makeKernels(channels: number): void {
    const shape = [...this.sizes, this.options.filters, channels]
    this.#kernel = this.weight('kernel', shape, 'kernel', initializers.glorotUniform({}))
  }

  protected override convolve(x: tf.Tensor): tf.Tensor {
    const { strides, dilation } = this.how
    let kernel = this.#kernel.read()
    for (const [axis, step] of dilation.entries()) kernel = spread(kernel, axis, step)
    const space = x.shape.slice(1, -1).map((length, axis) => (length - 1) * strides[axis]! + kernel.shape[axis]!)
    const shape = [x.shape[0]!, ...space, this.options.filters]
    const whole = transposed(x, kernel, shape, strides)
    const ends = this.#cuts()
    const kept = space.map((length, axis) => length - Math.max(ends[axis]![0], 0) - Math.max(ends[axis]![1], 0))
    const begin = ends.map(([before]) => Math.max(before, 0))
    const cut = tf.slice(whole, [0, ...begin, 0], [-1, ...kept, -1])
    const zeros = ends.map(([before, after]) => [Math.max(-before, 0), Math.max(-after, 0)] as [number, number])
    return zeros.some(([before, after]) => before + after > 0) ? tf.pad(cut, [[0, 0], ...zeros, [0, 0]]) : cut
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape)
    const { strides, dilation } = this.how
    const ends = this.#cuts()
    const space = shape.slice(1, -1).map((length, axis) => {
      if (typeof length !== 'number') return null
      const reach = (this.sizes[axis]! - 1) * dilation[axis]! + 1
      return (length - 1) * strides[axis]! + reach - ends[axis]![0] - ends[axis]![1]
    })
    return [shape[0]!, ...space, this.options.filters]
  }
}

/** Dilates a kernel: inserts zeros between its rows. */
function spread(kernel: tf.Tensor, axis: number, step: number): tf.Tensor {
  if (step === 1) return kernel
  const wide = tf.expandDims(kernel, axis + 1)
  const zeros = wide.shape.map((_, index) => (index === axis + 1 ? [0, step - 1] : [0, 0]) as [number, number])
  const shape = kernel.shape.map((size, index) => (index === axis ? size * step : size))
  const all = tf.reshape(tf.pad(wide, zeros), shape)
  const size = shape.map((length, index) => (index === axis ? length - step + 1 : length))
  return tf.slice(
    all,
    shape.map(() => 0),
    size,
  )
}

function transposed(x: tf.Tensor, kernel: tf.Tensor, shape: number[], strides: readonly number[]): tf.Tensor {
  if (x.rank === 5) return transposed3d(x, kernel, strides)
  if (x.rank === 4) {
    const four = shape as [number, number, number, number]
    return tf.conv2dTranspose(x as tf.Tensor4D, kernel as tf.Tensor4D, four, strides as [number, number], 'valid')
  }
  const [rows, length, filters] = shape as [number, number, number]
  const wide = [tf.expandDims(x, 1), tf.expandDims(kernel, 0)] as [tf.Tensor4D, tf.Tensor4D]
  const y = tf.conv2dTranspose(wide[0], wide[1], [rows, 1, length, filters], [1, strides[0]!], 'valid')
  return tf.squeeze(y, [1])
}

/** Inserts zeros between voxels and flips the kernel, because TensorFlow.js's own operation has no gradient. */
function transposed3d(x: tf.Tensor, kernel: tf.Tensor, strides: readonly number[]): tf.Tensor {
  const wide = strides.reduce((value, stride, axis) => spread(value, axis + 1, stride), x)
  const ends = kernel.shape.slice(0, 3).map((size) => [size - 1, size - 1] as [number, number])
  const turned = tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]) as tf.Tensor5D
  return tf.conv3d(tf.pad(wide, [[0, 0], ...ends, [0, 0]]) as tf.Tensor5D, turned, 1, 'valid')
}

function isPlain(config: Config): boolean {
  const { outputPadding, dilationRate = 1 } = config as unknown as TransposedOptions
  return (outputPadding ?? null) === null && perAxis(dilationRate, 1).every((rate) => rate === 1)
}

/** See Keras: `keras.layers.Conv1DTranspose`. */
export class Conv1DTranspose extends TransposedConvolution {
  static readonly className: string = 'Conv1DTranspose'
  protected readonly axes: number = 1
}

/** With output padding and dilation. See Keras: `keras.layers.Conv2DTranspose`. */
export class Conv2DTranspose extends TransposedConvolution {
  static readonly className: string = 'Conv2DTranspose'
  protected readonly axes: number = 2
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    const own = config as never
    return (isPlain(config) ? layers.conv2dTranspose(own) : new Conv2DTranspose(own)) as unknown as Made
  }
}

/** With output padding and dilation. See Keras: `keras.layers.Conv3DTranspose`. */
export class Conv3DTranspose extends TransposedConvolution {
  static readonly className: string = 'Conv3DTranspose'
  protected readonly axes: number = 3
  static override fromConfig<Made extends tf.serialization.Serializable>(_: unknown, config: Config): Made {
    const own = config as never
    return new Conv3DTranspose(own) as unknown as Made
  }
}
