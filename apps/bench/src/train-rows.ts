import { useBackend } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import { compile, fit } from '@dlw/train'
import { choice, gridSearch, tune } from '@dlw/train/tuner'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'

/*
 * A network of one hidden layer on a million rows of 20 columns.
 * Arguments: fit or tune, epochs. Prints the most memory of the process in megabytes, what it had before the data were made,
 * and the size of the data.
 */
const [task, epochs] = [process.argv[2], Number(process.argv[3])]
const [count, columns] = [1_000_000, 20]

function build({ units }: { units: number }): LayersModel {
  const model = sequential({
    layers: [layers.dense({ units, activation: 'relu', inputShape: [columns] }), layers.dense({ units: 1 })],
  })
  compile(model, { optimizer: 'adam', loss: 'mse' })
  return model
}

function rows(size: number) {
  const random = createRandom(0)
  const data = new Float32Array(size * columns)
  for (let place = 0; place < data.length; place++) data[place] = random.uniform()
  const y = new Float32Array(size)
  for (let row = 0; row < size; row++) y[row] = data[row * columns]! - data[row * columns + 1]!
  return { x: { shape: [size, columns], data }, y }
}

async function train(data: ReturnType<typeof rows>, length: number): Promise<void> {
  if (task === 'fit') {
    const model = build({ units: 16 })
    await fit(model, data, { epochs: length, seed: 0, batchSize: 1024 })
    model.dispose()
  } else {
    const space = { units: choice([8, 16]) }
    const options = { space, strategy: gridSearch(), objective: 'loss', batchSize: 1024, seed: 0 } as const
    await tune(build, data, { ...options, epochs: length })
  }
}

await useBackend({ prefer: 'wasm' })
// What every program has that trains: compiled code, a heap that has grown.
await train(rows(5000), 3)
const before = process.memoryUsage.rss() / 1e6
const data = rows(count)
const size = (data.x.data.byteLength + data.y.byteLength) / 1e6
await train(data, epochs)
const peak = (process.resourceUsage().maxRSS * 1024) / 1e6
process.stdout.write(`${JSON.stringify({ peak, before, size })}\n`)
