import * as tf from '@tensorflow/tfjs-core'
import { fitImages } from '../layers/images/fit-images.ts'
import type { Interpolation } from '../layers/images/resize-images.ts'
import { floats, numbersOf, type Operation, tensorOf, type Values } from './operation.ts'

/** An image operation, for one image or a batch, channels last. */
const images = (run: (x: tf.Tensor4D, values: Values) => tf.Tensor): Operation => ({
  parameters: ['images', 'transform'],
  run: (values) => {
    if (values.data_format === 'channels_first')
      throw new RangeError('expected channels last, received data_format=channels_first')
    const x = tensorOf(values.images)
    return x.rank === 3
      ? tf.squeeze(run(tf.expandDims(x, 0) as tf.Tensor4D, values), [0])
      : run(x as tf.Tensor4D, values)
  },
})

/** Returns the padding or cropping before and after an axis from two of: before, after, total. */
function ends(length: number, before: unknown, after: unknown, whole: unknown, sign: 1 | -1): [number, number] {
  const [first, last, target] = [before, after, whole].map((one) => (typeof one === 'number' ? one : undefined))
  const change = target === undefined ? undefined : sign * (target - length)
  if (first !== undefined && last !== undefined) return [first, last]
  if (first !== undefined) return [first, (change ?? first) - (change === undefined ? first : first)]
  if (last !== undefined) return [(change ?? last) - last, last]
  return [Math.floor((change ?? 0) / 2), (change ?? 0) - Math.floor((change ?? 0) / 2)]
}

/** Image operations. */
export const pictures: Readonly<Record<string, Operation>> = {
  AffineTransform: images(
    (x, { transform, interpolation = 'bilinear', fill_mode: mode = 'constant', fill_value: fill = 0 }) => {
      const all = floats(transform)
      const rows = (all.rank === 1 ? tf.tile(tf.expandDims(all, 0), [x.shape[0], 1]) : all) as tf.Tensor2D
      const parts = tf
        .unstack(x)
        .map((image, index) =>
          tf.image.transform(
            tf.expandDims(tf.cast(image, 'float32'), 0) as tf.Tensor4D,
            tf.slice(rows, [index, 0], [1, 8]),
            interpolation as 'bilinear',
            mode as 'constant',
            fill as number,
          ),
        )
      return tf.concat(parts)
    },
  ),
  CropImages: images((x, values) => {
    const rows = ends(x.shape[1], values.top_cropping, values.bottom_cropping, values.target_height, -1)
    const columns = ends(x.shape[2], values.left_cropping, values.right_cropping, values.target_width, -1)
    return tf.slice(
      x,
      [0, rows[0], columns[0], 0],
      [-1, x.shape[1] - rows[0] - rows[1], x.shape[2] - columns[0] - columns[1], -1],
    )
  }),
  PadImages: images((x, values) => {
    const rows = ends(x.shape[1], values.top_padding, values.bottom_padding, values.target_height, 1)
    const columns = ends(x.shape[2], values.left_padding, values.right_padding, values.target_width, 1)
    return tf.pad(x, [[0, 0], rows, columns, [0, 0]])
  }),
  Resize: images((x, values) => {
    const [height, width] = numbersOf(values.size) as [number, number]
    return fitImages(x, height, width, {
      interpolation: (values.interpolation ?? 'bilinear') as Interpolation,
      antialias: values.antialias === true,
      cropToAspectRatio: values.crop_to_aspect_ratio === true,
      padToAspectRatio: values.pad_to_aspect_ratio === true,
      fillValue: (values.fill_value ?? 0) as number,
    })
  }),
  RGBToGrayscale: images((x) => tf.sum(tf.mul(tf.cast(x, 'float32'), tf.tensor1d([0.2989, 0.587, 0.114])), -1, true)),
  HSVToRGB: images((x) => {
    const [h, s, v] = tf.split(x, 3, 3) as [tf.Tensor, tf.Tensor, tf.Tensor]
    const part = (n: number) => {
      const sum = tf.add(tf.mul(h, 6), n)
      const k = tf.sub(sum, tf.mul(tf.floor(tf.div(sum, 6)), 6))
      const share = tf.maximum(tf.minimum(tf.minimum(k, tf.sub(4, k)), 1), 0)
      return tf.sub(v, tf.mul(tf.mul(v, s), share))
    }
    return tf.concat([part(5), part(3), part(1)], 3)
  }),
  ExtractPatches: images((x, { size, strides, dilation_rate: dilation = 1, padding = 'valid' }) => {
    const [height, width] = typeof size === 'number' ? [size, size] : (numbersOf(size) as [number, number])
    const steps =
      strides === null || strides === undefined
        ? [height, width]
        : typeof strides === 'number'
          ? [strides, strides]
          : numbersOf(strides)
    if (dilation !== 1) throw new RangeError(`expected a dilation of 1, received dilation_rate=${dilation}`)
    const channels = x.shape[3]
    const area = height * width * channels
    const kernel = tf.reshape(tf.eye(area), [height, width, channels, area]) as tf.Tensor4D
    return tf.conv2d(tf.cast(x, 'float32'), kernel, steps as [number, number], padding as 'valid')
  }),
}
