import '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { useBackend } from '../src/index.ts'
import { numbers } from '../src/wasm/kernels/expect-same-as-cpu.ts'

/*
 * A process of its own: the gradients of convolutions on WebGPU beside those of the cpu backend. Prints, for each shape,
 * the largest difference as a share of the largest number; and what small tensors of each type come back as.
 */
type Shape = {
  name: string
  image: [number, number, number, number]
  filter: [number, number, number, number]
  strides: [number, number]
  pad: 'valid' | 'same' | number[][]
  format?: 'NHWC' | 'NCHW'
}

const shapes: Shape[] = [
  { name: 'one pixel', image: [1, 1, 1, 1], filter: [1, 1, 1, 1], strides: [1, 1], pad: 'valid' },
  { name: 'one channel, odd sizes', image: [1, 7, 5, 1], filter: [3, 2, 1, 3], strides: [1, 1], pad: 'same' },
  { name: 'a first layer', image: [3, 12, 11, 3], filter: [3, 3, 3, 50], strides: [1, 1], pad: 'valid' },
  {
    name: 'more rows and filters than a tile',
    image: [2, 9, 9, 7],
    filter: [3, 3, 7, 37],
    strides: [1, 1],
    pad: 'same',
  },
  { name: 'strides', image: [2, 13, 10, 4], filter: [3, 3, 4, 8], strides: [2, 3], pad: 'valid' },
  { name: 'strides and padding', image: [2, 12, 15, 4], filter: [5, 3, 4, 6], strides: [3, 2], pad: 'same' },
  {
    name: 'explicit padding',
    image: [2, 6, 8, 5],
    filter: [2, 4, 5, 9],
    strides: [1, 2],
    pad: [
      [0, 0],
      [1, 0],
      [2, 1],
      [0, 0],
    ],
  },
  { name: 'channels first', image: [2, 3, 8, 7], filter: [3, 3, 3, 5], strides: [1, 1], pad: 'valid', format: 'NCHW' },
  { name: 'many parts', image: [6, 40, 40, 2], filter: [3, 3, 2, 4], strides: [1, 1], pad: 'valid' },
]

const tensor = (shape: readonly number[], seed: number) =>
  tf.tensor4d(numbers(tf.util.sizeFromShape([...shape]), seed), shape as never)

const differences: Record<string, number[]> = {}
const results: Record<string, Float32Array[][]> = {}
for (const backend of ['cpu', 'webgpu'] as const) {
  await useBackend({ prefer: backend })
  results[backend] = []
  for (const { image, filter, strides, pad, format = 'NHWC' } of shapes) {
    const before = tf.memory().numTensors
    const gradients = tf.tidy(() => {
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [...strides], pad as never, format)
      const inputs = [tensor(image, 1), tensor(filter, 2)]
      return tf.grads(convolve)(inputs, tensor(convolve(inputs[0]!, inputs[1]!).shape, 3))
    })
    results[backend]!.push(
      await Promise.all(gradients.map(async (gradient) => Float32Array.from(await gradient.data()))),
    )
    tf.dispose(gradients)
    if (tf.memory().numTensors !== before)
      throw new Error(`${backend}: ${tf.memory().numTensors - before} tensors left.`)
  }
}
shapes.forEach(({ name }, index) => {
  differences[name] = results.cpu![index]!.map((wanted, which) => {
    const received = results.webgpu![index]![which]!
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return wanted.reduce((worst, value, at) => Math.max(worst, Math.abs(value - received[at]!)), 0) / largest
  })
})

/** A hundred numbers that are put on the GPU between programs and thrown away at once: none may overwrite another. */
const sum = tf.tidy(() => {
  let total: tf.Tensor = tf.zeros([3])
  for (let number = 1; number <= 100; number++) total = tf.add(total, tf.mul(tf.ones([3]), tf.scalar(number)))
  return total
})
const small = {
  sum: [...(await sum.data())],
  int32: [...(await tf.add(tf.tensor1d([1, -2], 'int32'), tf.scalar(3, 'int32')).data())],
  bool: [...(await tf.logicalNot(tf.tensor1d([true, false], 'bool')).data())],
}
process.stdout.write(`${JSON.stringify({ differences, small })}\n`)
process.exit(0)
