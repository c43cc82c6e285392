/** A search, to be killed. Arguments: its directory, how many trials, and as JSON where they run. */
import { createHash } from 'node:crypto'
import '@dlw/testing/cpu-backend'
import { type PlaceOptions, tpe, tune } from '@dlw/train/tuner'
import * as tf from '@tensorflow/tfjs-core'
import { build, data, space } from './study.ts'

await tf.setBackend('cpu')
const [directory, trials, place = '{}'] = process.argv.slice(2) as [string, string, string?]
process.stdout.write('ready\n')
const result = await tune(build, data, {
  space,
  strategy: tpe({ initialTrials: 6, batch: 3 }),
  objective: 'val_loss',
  epochs: 2,
  maxTrials: Number(trials),
  keepModels: 3,
  seed: 5,
  directory,
  ...(JSON.parse(place) as PlaceOptions),
})
// The best models are built again, which is no trial.
delete process.env.LEDGER
const digests: string[] = []
for (const rank of [0, 1, 2]) {
  const model = await result.bestModel(rank)
  const weights = model.getWeights().map((weight) => Buffer.from(new Float32Array(weight.dataSync()).buffer))
  digests.push(createHash('sha256').update(Buffer.concat(weights)).digest('hex'))
  model.dispose()
}
process.stdout.write(`${JSON.stringify({ digests, trials: result.trials.map(({ seconds: _, ...trial }) => trial) })}\n`)
