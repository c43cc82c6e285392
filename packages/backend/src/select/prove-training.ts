import {
  conv2d,
  getGradient,
  matMul,
  maxPool,
  mean,
  relu,
  reshape,
  square,
  stack,
  sum,
  type Tensor,
  tensor,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core'

/** Loss and the sum of squares of each gradient of the step below, from the cpu backend. */
const expected = [4.615825, 593.68292, 374.49316]

/**
 * Trains one tiny convolutional step on the active device and compares it with the known result: a backend that
 * starts may still lack the kernels for going backward, or compute them wrongly.
 *
 * @throws Error if a kernel is missing, or if the numbers are off by more than a hundredth.
 */
export async function proveTraining(): Promise<void> {
  // tfjs-core alone knows no gradients; tfjs-layers brings them, in Node too.
  if (getGradient('Conv2D') === undefined) await import('@tensorflow/tfjs-layers')
  const result = tidy(() => {
    const image = wave([2, 6, 6, 2], 0.7)
    const step = valueAndGrads((filter: Tensor, weights: Tensor) => {
      const convolved = relu(conv2d(image as never, filter as never, 1, 'same'))
      return mean(square(matMul(reshape(maxPool(convolved as never, 2, 2, 'valid'), [2, 27]), weights)))
    })
    const { value, grads } = step([wave([3, 3, 2, 3], 1.3), wave([27, 2], 0.9)])
    return stack([value, ...grads.map((gradient) => sum(square(gradient)))])
  })
  const received = await result.data()
  result.dispose()
  if (!expected.every((number, index) => Math.abs(received[index]! - number) <= number / 100)) {
    throw new Error(`It starts, but trains wrongly: expected ${expected.join(', ')}, received ${received.join(', ')}.`)
  }
}

function wave(shape: number[], frequency: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1)
  return tensor(
    Float32Array.from({ length: size }, (_, index) => Math.sin(frequency * (index + 1))),
    shape,
  )
}
