import '@tensorflow/tfjs'
import { compile, fit } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import type { Contestant, Measurement, Task } from './measurement.ts'

/*
 * A process of its own, so that nobody's kernels are in another's way. Arguments: contestant, task, measurements.
 * Prints a Measurement.
 */
const [contestant, task, count] = process.argv.slice(2) as [Contestant, Task, string]

async function start(): Promise<void> {
  if (contestant === 'tfjs-cpu') await tf.setBackend('cpu')
  else if (contestant === 'tfjs-wasm') {
    await import('@tensorflow/tfjs-backend-wasm')
    await tf.setBackend('wasm')
  } else {
    const { useBackend } = await import('@dlw/backend')
    await useBackend({ prefer: 'wasm', threads: contestant === 'backend-1' ? 1 : undefined })
  }
}

const models: Record<
  Exclude<Task, 'matmul'>,
  () => { model: LayersModel; inputs: number[]; outputs: number; rows: number }
> = {
  penguins: () => {
    const dense = [
      layers.dense({ inputShape: [4], units: 10, activation: 'relu' }),
      layers.dense({ units: 3, activation: 'softmax' }),
    ]
    return { model: compiled(dense, 'categoricalCrossentropy'), inputs: [4], outputs: 3, rows: 288 }
  },
  weather: () => {
    const dense = [
      layers.dense({ inputShape: [89], units: 100, activation: 'relu' }),
      layers.dense({ units: 50, activation: 'relu' }),
      layers.dense({ units: 1 }),
    ]
    return { model: compiled(dense, 'meanSquaredError'), inputs: [89], outputs: 1, rows: 768 }
  },
  images: () => {
    const block = (inputShape?: number[]) => [
      layers.conv2d({ filters: 50, kernelSize: 3, activation: 'relu', ...(inputShape && { inputShape }) }),
      layers.maxPooling2d({ poolSize: 2 }),
    ]
    const network = [
      ...[...block([64, 64, 3]), ...block(), ...block(), layers.flatten()],
      ...[layers.dense({ units: 50, activation: 'relu' }), layers.dense({ units: 10, activation: 'softmax' })],
    ]
    return { model: compiled(network, 'categoricalCrossentropy'), inputs: [64, 64, 3], outputs: 10, rows: 878 }
  },
}

function compiled(
  network: tf.serialization.Serializable[],
  loss: 'categoricalCrossentropy' | 'meanSquaredError',
): LayersModel {
  const model = sequential({ layers: network as never })
  if (contestant === 'dlw') compile(model, { optimizer: 'adam', loss })
  else model.compile({ optimizer: 'adam', loss })
  return model
}

async function measure(): Promise<number[]> {
  const times: number[] = []
  if (task === 'matmul') {
    const [a, b] = [tf.randomUniform([1024, 1024]), tf.randomUniform([1024, 1024])]
    const runs = contestant === 'tfjs-cpu' ? 1 : Number(count) * 3
    for (let run = -1; run < runs; run++) {
      const started = performance.now()
      const product = tf.matMul(a, b)
      await product.data()
      product.dispose()
      if (run >= 0) times.push(performance.now() - started)
    }
    return times
  }
  const { model, inputs, outputs, rows } = models[task]()
  const x = tf.randomUniform([rows, ...inputs])
  const y = tf.tensor2d(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: outputs }, (_, column) => Number(row % outputs === column)),
    ),
  )
  const epoch = async (images: tf.Tensor, labels: tf.Tensor) => {
    const started = performance.now()
    if (contestant === 'dlw')
      await fit(model, { x: images, y: labels }, { epochs: 1, batchSize: 32, seed: 1, shuffle: false })
    else await model.fit(images, labels, { epochs: 1, batchSize: 32, verbose: 0, shuffle: false, yieldEvery: 'never' })
    return performance.now() - started
  }
  await epoch(tf.slice(x, 0, 64), tf.slice(y, 0, 64))
  // Dense networks: milliseconds for a step; images: for an epoch.
  const steps = task === 'images' ? 1 : rows / 32
  for (let run = 0; run < Number(count); run++) times.push((await epoch(x, y)) / steps)
  return times
}

let result: Measurement
try {
  await start()
  result = { milliseconds: await measure() }
} catch (error) {
  result = { failure: (error as Error).message.split('\n')[0]! }
}
process.stdout.write(`${JSON.stringify(result)}\n`)
