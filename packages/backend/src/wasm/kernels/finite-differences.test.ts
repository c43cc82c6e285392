import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-layers'
import { beforeAll, expect, it } from 'vitest'
import { useBackend } from '../../select/use-backend.ts'
import { numbers } from './expect-same-as-cpu.ts'

beforeAll(async () => {
  await useBackend({ prefer: 'wasm' })
})

type Image = { values: Float64Array; shape: [number, number, number, number] }

/** Convolution by its definition, in float64, with zeros around the image. */
function convolve(x: Image, w: Image, stride: number, pad: number): Image {
  const [images, height, width, inputs] = x.shape
  const [rows, columns, , outputs] = w.shape
  const outHeight = Math.floor((height + 2 * pad - rows) / stride) + 1
  const outWidth = Math.floor((width + 2 * pad - columns) / stride) + 1
  const values = new Float64Array(images * outHeight * outWidth * outputs)
  for (let at = 0; at < values.length; at++) {
    const k = at % outputs
    const column = Math.floor(at / outputs) % outWidth
    const row = Math.floor(at / outputs / outWidth) % outHeight
    const image = Math.floor(at / outputs / outWidth / outHeight)
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const [y, z] = [row * stride + r - pad, column * stride + c - pad]
        if (y < 0 || y >= height || z < 0 || z >= width) continue
        for (let i = 0; i < inputs; i++) {
          values[at]! +=
            x.values[((image * height + y) * width + z) * inputs + i]! *
            w.values[((r * columns + c) * inputs + i) * outputs + k]!
        }
      }
    }
  }
  return { values, shape: [images, outHeight, outWidth, outputs] }
}

/** A smooth loss that no symmetry can hide an error from. */
const loss = ({ values }: Image) => values.reduce((sum, value, index) => sum + Math.sin(value + index), 0)

it.each([
  { stride: 1, pad: 0, inputs: 3, outputs: 5 },
  { stride: 1, pad: 1, inputs: 3, outputs: 5 },
  { stride: 2, pad: 1, inputs: 3, outputs: 5 },
  { stride: 3, pad: 2, inputs: 3, outputs: 5 },
  { stride: 1, pad: 0, inputs: 8, outputs: 9 },
  { stride: 1, pad: 1, inputs: 8, outputs: 9 },
])('the gradients of a convolution are its slopes: %o', ({ stride, pad, inputs, outputs }) => {
  const image = (shape: Image['shape'], seed: number): Image => ({
    shape,
    values: Float64Array.from(numbers(tf.util.sizeFromShape(shape), seed)),
  })
  const x = image([2, 7, 6, inputs], 1)
  const w = image([3, 3, inputs, outputs], 2)
  const gradients = tf.tidy(() => {
    const result = convolve(x, w, stride, pad)
    const dy = tf.tensor(
      Float32Array.from(result.values, (value, index) => Math.cos(value + index)),
      result.shape,
    )
    const tensor = ({ values, shape }: Image) => tf.tensor(Float32Array.from(values), shape)
    const call = (a: tf.Tensor, b: tf.Tensor) => tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad)
    return tf
      .grads(call)([tensor(x), tensor(w)], dy)
      .map((gradient) => gradient.dataSync<'float32'>())
  })
  const width = 1e-5
  for (const [part, { values }] of [x, w].entries()) {
    values.forEach((value, index) => {
      values[index] = value + width
      const above = loss(convolve(x, w, stride, pad))
      values[index] = value - width
      const below = loss(convolve(x, w, stride, pad))
      values[index] = value
      expect(gradients[part]![index]).toBeCloseTo((above - below) / (2 * width), 4)
    })
  }
})
