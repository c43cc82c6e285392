import { useBackend } from '@dlw/backend'
import { createRandom } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile, fit } from '@dlw/train'

/*
 * The lesson's large weather network, trained as the lesson does: 200 epochs on 767 days, judged after each on 164.
 * The numbers are random: time does not depend on them. Prints { "milliseconds": [one training] }.
 */
await useBackend()
const random = createRandom(0)
const rows = (count: number) => ({
  x: { shape: [count, 89], data: Float32Array.from({ length: count * 89 }, () => random.uniform()) },
  y: Float32Array.from({ length: count }, () => random.uniform()),
})
const [train, validation] = [rows(767), rows(164)]
const model = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, seed: 0 })
compile(model, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
const started = performance.now()
await fit(model, train, { epochs: 200, seed: 0, validation })
process.stdout.write(`${JSON.stringify({ milliseconds: [performance.now() - started] })}\n`)
