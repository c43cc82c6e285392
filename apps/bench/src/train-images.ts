import { useBackend } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import { compile, fit } from '@dlw/train'
import { networks } from './networks.ts'

/*
 * The lesson's network of 137,060 parameters on as many pictures as the lesson has.
 * Argument: epochs. Prints the most memory of the process in megabytes.
 */
const rows = (count: number, random = createRandom(0)) => {
  const data = new Float32Array(count * 64 * 64 * 3)
  for (let place = 0; place < data.length; place++) data[place] = random.uniform()
  return { x: { shape: [count, 64, 64, 3], data }, y: Int32Array.from({ length: count }, (_, row) => row % 10) }
}
await useBackend()
const model = networks.images.build()
compile(model, { optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
const [train, validation] = [rows(878), rows(293)]
const before = process.memoryUsage.rss() / 1e6
await fit(model, train, { epochs: Number(process.argv[2]), seed: 0, validation })
process.stdout.write(`${JSON.stringify({ peak: (process.resourceUsage().maxRSS * 1024) / 1e6, before })}\n`)
