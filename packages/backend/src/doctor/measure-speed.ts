import {
  conv2d,
  dispose,
  matMul,
  maxPool,
  mean,
  randomUniform,
  relu,
  reshape,
  square,
  type Tensor,
  type Tensor4D,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs-core'

/** How fast the active backend is. */
export type Speed = {
  /** Billions of floating-point operations a second in a product of two 1024 × 1024 matrices (256 × 256 on `cpu`). */
  readonly matMulGflops: number
  /** Milliseconds for one training step of a dense network of 83 parameters, batch 32. */
  readonly denseStepMilliseconds: number
  /** Milliseconds for one training step of a convolutional layer: 32 images of 32 × 32 × 3, 32 filters of 3 × 3. */
  readonly convolutionStepMilliseconds: number
}

/** Measures the active backend for about two seconds. */
export async function measureSpeed(): Promise<Speed> {
  const small = await best(200, () => matMul(randomSquare(256), randomSquare(256)))
  const length = small > 20 ? 256 : 1024
  const [a, b] = [randomSquare(length), randomSquare(length)]
  const product = await best(600, () => matMul(a, b))
  const x = randomUniform([32, 4])
  const hidden = randomUniform([4, 10])
  const output = randomUniform([10, 3])
  const dense = valueAndGrads((first: Tensor, second: Tensor) => mean(square(matMul(relu(matMul(x, first)), second))))
  const denseStep = await best(400, () => dense([hidden, output]).value)
  // One image, times 32, where 32 would take the ten seconds of the JavaScript backend.
  const count = length === 256 ? 1 : 32
  const images = randomUniform([count, 32, 32, 3]) as Tensor4D
  const filter = randomUniform([3, 3, 3, 32])
  const convolution = valueAndGrads((weights: Tensor) => {
    const features = maxPool(relu(conv2d(images, weights as Tensor4D, 1, 'valid')), 2, 2, 'valid')
    return mean(square(reshape(features, [count, -1])))
  })
  const convolutionStep = await best(600, () => convolution([filter]).value)
  dispose([a, b, x, hidden, output, images, filter])
  return {
    matMulGflops: (2 * length ** 3) / product / 1e6,
    denseStepMilliseconds: denseStep,
    convolutionStepMilliseconds: (convolutionStep * 32) / count,
  }
}

const randomSquare = (length: number) => randomUniform([length, length])

/** The fastest of several runs in `budget` milliseconds, after two to warm up, the result being fetched each time. */
async function best(budget: number, body: () => Tensor): Promise<number> {
  const once = async () => {
    const started = performance.now()
    const result = tidy(body)
    await result.data()
    result.dispose()
    return performance.now() - started
  }
  const end = performance.now() + budget
  let fastest = await once()
  while (performance.now() < end) fastest = Math.min(fastest, await once())
  return fastest
}
