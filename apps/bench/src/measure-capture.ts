import { useBackend } from '@dlw/backend'
import { compile, fit, onEpoch } from '@dlw/train'
import { networks, randomRows } from './networks.ts'

/*
 * A step of `fit` with or without captured steps, on one thread. Arguments: captured or plain, network. Prints
 * { "wall": milliseconds, "processor": milliseconds } of a step after some epochs to warm up.
 */
const [contestant, name] = process.argv.slice(2) as ['captured' | 'plain', 'penguins' | 'weather']

await useBackend({ prefer: 'wasm', threads: 1 })
const network = networks[name]
const model = network.build()
compile(model, { optimizer: 'adam', loss: network.loss })
const capture = contestant === 'captured'
const [warmUp, epochs] = capture ? [400, 400] : [60, 60]
let started = { wall: 0, processor: 0 }
const now = () => {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now(), processor: (user + system) / 1000 }
}
const begin = onEpoch((epoch) => {
  if (epoch === warmUp - 1) started = now()
})
const history = await fit(model, randomRows(network), {
  ...{ epochs: warmUp + epochs, batchSize: 32, seed: 1, callbacks: [begin] },
  ...(capture ? {} : { capture }),
})
const ended = now()
if (history.capture!.active !== capture) throw new Error(history.capture!.reason ?? 'captured against the wish')
const steps = (epochs * network.rows) / 32
const result = { wall: (ended.wall - started.wall) / steps, processor: (ended.processor - started.processor) / steps }
process.stdout.write(`${JSON.stringify(result)}\n`)
