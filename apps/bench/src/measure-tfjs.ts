import '@tensorflow/tfjs'
import { compile, fit, onEpoch } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'
import { type Contestant, type Measurement, type Task, tasks } from './measurement.ts'
import { type Network, networks, randomRows } from './networks.ts'

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

/** Milliseconds of each product. */
async function products(): Promise<number[]> {
  const { warmUp, epochs } = tasks.matmul
  const [a, b] = [tf.randomUniform([1024, 1024]), tf.randomUniform([1024, 1024])]
  const times: number[] = []
  for (let run = 0; run < warmUp + epochs * Number(count); run++) {
    const started = performance.now()
    const product = tf.matMul(a, b)
    await product.data()
    product.dispose()
    times.push(performance.now() - started)
  }
  return times.slice(warmUp)
}

/** Trains once, through all measurements; milliseconds of a step of each, of images of an epoch. */
async function epochs(name: Exclude<Task, 'matmul'>): Promise<number[]> {
  const { warmUp, epochs: each } = tasks[name]
  const network = networks[name]
  const ends: number[] = []
  await train(network, warmUp + each * Number(count), () => void ends.push(performance.now()))
  const parts = name === 'images' ? each : (each * network.rows) / 32
  return Array.from({ length: Number(count) }, (_, index) => {
    const first = warmUp - 1 + index * each
    return (ends[first + each]! - ends[first]!) / parts
  })
}

async function train(network: Network, epochs: number, onEnd: () => void): Promise<void> {
  const model = network.build()
  const { x, y } = randomRows(network)
  const options = { epochs, batchSize: 32, shuffle: false }
  if (contestant === 'dlw') {
    compile(model, { optimizer: 'adam', loss: network.loss })
    await fit(model, { x, y }, { ...options, seed: 1, callbacks: [onEpoch(onEnd)] })
  } else {
    model.compile({ optimizer: 'adam', loss: network.loss })
    const callbacks = { onEpochEnd: async () => onEnd() }
    const [rows, labels] = [tf.tensor(x.data, x.shape), tf.tensor(y.data, y.shape)]
    await model.fit(rows, labels, { ...options, verbose: 0, yieldEvery: 'never', callbacks })
  }
}

let result: Measurement
try {
  await start()
  result = { milliseconds: task === 'matmul' ? await products() : await epochs(task) }
} catch (error) {
  result = { failure: (error as Error).message.split('\n')[0]! }
}
process.stdout.write(`${JSON.stringify(result)}\n`)
