import { useBackend } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { adadelta, adam, nadam, rmsprop } from '../src/index.ts'
import type { RuleOptimizer } from '../src/optimizers/rule-optimizer.ts'

/*
 * A process of its own: ten steps of the optimizers that have fused kernels, on WebGPU and by TensorFlow.js's own
 * operations on the cpu backend's tensors. Prints the weights after each, and which kernels WebGPU ran.
 */
const optimizers: Record<string, () => RuleOptimizer> = {
  adam: () => adam({ learningRate: 0.1, epsilon: 1e-3 }),
  'adam with decay': () => adam({ learningRate: 0.1, weightDecay: 0.01, clipNorm: 1 }),
  nadam: () => nadam({ learningRate: 0.1 }),
  rmsprop: () => rmsprop({ learningRate: 0.1, momentum: 0.5, centered: true }),
  adadelta: () => adadelta({ learningRate: 1 }),
}

async function tenSteps(optimizer: RuleOptimizer): Promise<number[]> {
  const variables = [tf.variable(tf.tensor2d([1, -2, 0.5, 3, 0, -1], [2, 3])), tf.variable(tf.scalar(0.7))]
  const [w, c] = variables as [tf.Variable, tf.Variable]
  for (let step = 0; step < 10; step++) {
    optimizer.minimize(
      () => tf.add(tf.sum(tf.square(tf.sub(w, c))), tf.sum(tf.square(tf.square(w)))) as tf.Scalar,
      false,
      variables,
    )
  }
  const values = [...(await w.data()), ...(await c.data())]
  tf.dispose(variables)
  optimizer.dispose()
  return values
}

const result: Record<string, Record<string, number[]>> = {}
const kernels: string[] = []
for (const backend of ['cpu', 'webgpu'] as const) {
  await useBackend({ prefer: backend })
  if (backend === 'cpu') {
    tf.registerBackend('like-a-gpu', tf.findBackendFactory('cpu'))
    tf.copyRegisteredKernels('cpu', 'like-a-gpu')
    await tf.setBackend('like-a-gpu')
  }
  result[backend] = {}
  for (const [name, make] of Object.entries(optimizers)) {
    const { kernelNames } = await tf.profile(async () => {
      result[backend]![name] = await tenSteps(make())
      return tf.scalar(0)
    })
    if (backend === 'webgpu') kernels.push(...kernelNames.filter((kernel) => kernel.startsWith('Dlw')))
  }
}
process.stdout.write(`${JSON.stringify({ ...result, kernels: [...new Set(kernels)].sort() })}\n`)
process.exit(0)
