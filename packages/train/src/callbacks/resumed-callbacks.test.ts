import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Callback } from '../loop/callback.ts'
import { compile } from '../loop/compile.ts'
import { fit } from '../loop/fit.ts'
import { predict } from '../loop/predict.ts'
import { parseEvents } from '../tensor-board/parse-events.ts'
import { tensorBoard } from '../tensor-board/tensor-board.ts'
import { backupAndRestore } from './backup-and-restore.ts'
import { csvLogger } from './csv-logger.ts'
import { earlyStopping } from './early-stopping.ts'
import { modelCheckpoint } from './model-checkpoint.ts'
import { reduceLearningRateOnPlateau } from './reduce-learning-rate-on-plateau.ts'
import { decodeState, encodeState } from './state-values.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = Array.from({ length: 24 }, (_, row) => [Math.sin(row), Math.cos(row * 3)])
const y = x.map(([a, b], row) => a! * b! + 0.3 * Math.sin(row * 17))
const validation = { x: x.map(([a, b]) => [b!, a!]), y: y.map((value) => -value) }

function network(): LayersModel {
  const dense = (units: number, seed: number) =>
    layers.dense({
      units,
      name: `dense${seed}`,
      activation: seed === 1 ? 'tanh' : 'linear',
      kernelInitializer: initializers.glorotUniform({ seed }),
      ...(seed === 1 ? { inputShape: [2] } : {}),
    })
  const model = sequential({ name: 'line', layers: [dense(6, 1), layers.dropout({ rate: 0.2 }), dense(1, 2)] })
  compile(model, { loss: 'mse', learningRate: 0.05 })
  return model
}

/** Somebody's own: a running mean of the losses, which it logs. */
function smoothed(): Callback {
  let mean: number | undefined
  return {
    onTrainBegin() {
      mean = undefined
    },
    onEpochEnd(_, logs) {
      mean = 0.9 * (mean ?? logs.loss!) + 0.1 * logs.loss!
      logs.smoothed = mean
    },
    state: () => ({ mean }),
    restore(state) {
      mean = state.mean as number
    },
  }
}

interface Outcome {
  history: Record<string, number[]>
  epochs: number[]
  predictions: number[][]
  best: number | undefined
  stoppedEpoch: number | undefined
  csv: string
  checkpoint: string
}

class Kill extends Error {}

/** One process: a new model and new callbacks. It dies where it is told. */
async function run(folder: string, die?: { epoch: number; batch: number }): Promise<Outcome> {
  const model = network()
  const stop = earlyStopping({ patience: 6, restoreBestWeights: true })
  const csv = join(folder, 'log.csv')
  const checkpoint = join(folder, 'best.safetensors')
  let now = 0
  const killer: Callback = {
    onEpochBegin(epoch) {
      now = epoch
    },
    onBatchBegin(batch) {
      if (now === die?.epoch && batch === die.batch) throw new Kill()
    },
  }
  const callbacks = [
    // First in the list: it must still see what the others did.
    backupAndRestore(join(folder, 'backup')),
    stop,
    reduceLearningRateOnPlateau({ factor: 0.5, patience: 2 }),
    modelCheckpoint(checkpoint, { bestOnly: true }),
    smoothed(),
    csvLogger(csv),
    killer,
  ]
  const { metrics, epochs } = await fit(model, { x, y }, { epochs: 30, batchSize: 12, seed: 2, validation, callbacks })
  return {
    history: metrics,
    epochs,
    predictions: await predict(model, x.slice(0, 4)),
    best: stop.best,
    stoppedEpoch: stop.stoppedEpoch,
    csv: readFileSync(csv, 'utf8'),
    checkpoint: readFileSync(checkpoint).toString('base64'),
  }
}

describe('a training that is killed', () => {
  it('ends as an unbroken one, wherever it is killed: every callback goes on', async () => {
    const unbroken = await run(temporaryDirectory())
    expect(unbroken.stoppedEpoch).toBeLessThan(29)
    expect(new Set(unbroken.history.learning_rate).size).toBeGreaterThan(1)
    for (let epoch = 0; epoch <= unbroken.stoppedEpoch!; epoch++) {
      for (const batch of [0, 1]) {
        const folder = temporaryDirectory()
        await expect(run(folder, { epoch, batch })).rejects.toBeInstanceOf(Kill)
        expect(await run(folder), `killed in batch ${batch} of epoch ${epoch}`).toEqual(unbroken)
      }
    }
  })

  it('ends as an unbroken one when it is killed again and again', async () => {
    const folder = temporaryDirectory()
    const unbroken = await run(temporaryDirectory())
    for (let epoch = 1; epoch <= unbroken.stoppedEpoch!; epoch++) {
      await expect(run(folder, { epoch, batch: 1 })).rejects.toBeInstanceOf(Kill)
    }
    expect(await run(folder)).toEqual(unbroken)
  })

  it('stays ended when it had stopped, and was killed before it could say so', async () => {
    const folder = temporaryDirectory()
    const model = network()
    const stop = earlyStopping({ patience: 6, restoreBestWeights: true })
    const dying: Callback = {
      onTrainEnd() {
        throw new Kill()
      },
    }
    const callbacks = [stop, dying, backupAndRestore(join(folder, 'backup'))]
    const options = { epochs: 30, batchSize: 12, seed: 2, validation, callbacks }
    await expect(fit(model, { x, y }, options)).rejects.toBeInstanceOf(Kill)
    const again = earlyStopping({ patience: 6, restoreBestWeights: true })
    const resumed = network()
    const { epochs } = await fit(
      resumed,
      { x, y },
      { ...options, callbacks: [again, {}, backupAndRestore(join(folder, 'backup'))] },
    )
    expect(epochs.length).toBe(stop.stoppedEpoch! + 1)
    expect(again.best).toBe(stop.best)
    expect(await predict(resumed, x)).toEqual(await predict(model, x))
  })

  it('does not go on with other callbacks', async () => {
    const folder = temporaryDirectory()
    await expect(run(folder, { epoch: 2, batch: 0 })).rejects.toBeInstanceOf(Kill)
    const callbacks = [backupAndRestore(join(folder, 'backup'))]
    await expect(fit(network(), { x, y }, { epochs: 30, batchSize: 12, seed: 2, callbacks })).rejects.toThrow(
      /received one with 5 callbacks that remember something where this one has 0\. Give the same callbacks/,
    )
  })
})

it('tensorBoard has each epoch once, though the training was cut off between its lines and the backup', async () => {
  const folder = temporaryDirectory()
  const run = (at?: number) => {
    const cut: Callback = {
      onEpochEnd(epoch) {
        if (epoch === at) throw new Kill()
      },
    }
    const callbacks = [tensorBoard(join(folder, 'logs')), cut, backupAndRestore(join(folder, 'backup'))]
    return fit(network(), { x, y }, { epochs: 5, batchSize: 12, seed: 2, validation, callbacks })
  }
  for (const at of [1, 3]) await expect(run(at)).rejects.toBeInstanceOf(Kill)
  await run()
  for (const part of ['train', 'validation']) {
    const files = readdirSync(join(folder, 'logs', part))
    const events = files.flatMap((file) => parseEvents(readFileSync(join(folder, 'logs', part, file))).events)
    const steps = events.filter((event) => 'tag' in event && event.tag === 'epoch_loss').map(({ step }) => step)
    expect([...steps].sort()).toEqual([0, 1, 2, 3, 4])
  }
})

it('what callbacks remember comes back as it was', () => {
  const states = [
    undefined,
    { best: Number.NaN, low: -Infinity, zero: -0, none: undefined, text: 'a', list: [1, [Number.POSITIVE_INFINITY]] },
    { weights: [Float32Array.of(1, 2), Float32Array.of(Number.NaN)], nested: { array: Float32Array.of(3) } },
  ]
  const { json, arrays } = encodeState(states)
  expect(decodeState({ json: JSON.parse(JSON.stringify(json)), arrays })).toEqual(states)
  expect(() => encodeState([{ map: new Map() as never }])).toThrow('expected plain values and Float32Arrays')
})
