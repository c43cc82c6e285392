/** A training with every callback, to be killed. Arguments: its folder. Prints history, predictions and what is logged. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { denseNetwork } from '@dlw/models'
import '@dlw/testing/cpu-backend'
import {
  adam,
  backupAndRestore,
  compile,
  csvLogger,
  earlyStopping,
  exponentialMovingAverage,
  fit,
  learningRateSchedule,
  modelCheckpoint,
  onEpoch,
  parseEvents,
  predict,
  reduceLearningRateOnPlateau,
  stochasticWeightAveraging,
  tensorBoard,
  terminateOnNaN,
} from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'

await tf.setBackend('cpu')
const folder = process.argv[2]!
const x = Array.from({ length: 64 }, (_, row) => [Math.sin(row), Math.cos(row), row / 64])
const y = x.map(([a, b, c]) => a! * b! + c!)
const model = denseNetwork({ inputs: 3, hidden: [8, 8], outputs: 1, dropout: 0.2, seed: 1 })
compile(model, { loss: 'meanSquaredError', metrics: ['mae'], optimizer: adam({ learningRate: 0.01 }) })
process.stdout.write('ready\n')
const history = await fit(
  model,
  { x: x.slice(0, 48), y: y.slice(0, 48) },
  {
    epochs: 60,
    batchSize: 12,
    seed: 3,
    validation: { x: x.slice(48), y: y.slice(48) },
    callbacks: [
      learningRateSchedule((epoch, rate) => (epoch === 20 ? rate / 2 : rate)),
      reduceLearningRateOnPlateau({ patience: 4, factor: 0.8 }),
      earlyStopping({ patience: 60 }),
      exponentialMovingAverage({ momentum: 0.9 }),
      stochasticWeightAveraging({ startFromEpoch: 50 }),
      terminateOnNaN(),
      csvLogger(join(folder, 'log.csv')),
      tensorBoard(join(folder, 'events'), { histogramFrequency: 10 }),
      modelCheckpoint(join(folder, 'best.safetensors'), { bestOnly: true }),
      modelCheckpoint(join(folder, 'epochs', '{epoch:02d}.safetensors')),
      onEpoch(() => pause(8)),
      backupAndRestore(join(folder, 'backup')),
    ],
  },
)
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
const epochs = readdirSync(join(folder, 'epochs')).sort()
const events = ['train', 'validation'].flatMap((run) =>
  readdirSync(join(folder, 'events', run))
    .flatMap((name) => parseEvents(readFileSync(join(folder, 'events', run, name))).events)
    .filter(({ plugin }) => plugin !== '')
    .map(({ tag, step, values }) => `${run} ${tag} ${step} ${values.join()}`),
)
const { capture: _, ...kept } = history
process.stdout.write(
  `${JSON.stringify({
    history: kept,
    predictions: await predict(model, x.slice(0, 5)),
    log: readFileSync(join(folder, 'log.csv'), 'utf8'),
    best: digest(join(folder, 'best.safetensors')),
    epochs: epochs.map((name) => `${name} ${digest(join(folder, 'epochs', name))}`),
    // A run that was killed between its events and its backup wrote an epoch twice: TensorBoard shows the later one.
    events: [...new Set(events)].sort(),
  })}\n`,
)
