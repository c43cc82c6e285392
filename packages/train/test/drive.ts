import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import type { Callback, Logs, Training } from '../src/loop/callback.ts'
import { sgd } from '../src/optimizers/sgd.ts'

/** What a driven training ended with. */
export interface Driven {
  epochsRun: number
  stopped: boolean
  /** The model's only weight, which is the number of the epoch after each. */
  weight: number
  /** The learning rate during each epoch. */
  rates: number[]
  finalRate: number
  logs: Logs[]
}

/** For tests: calls callbacks as `fit` does, with values that are given and a model whose weight is the epoch. */
export async function drive(
  callbacks: readonly Callback[],
  epochs: readonly Logs[],
  { startRate = 0.1, model = oneWeight() }: { startRate?: number; model?: LayersModel } = {},
): Promise<Driven> {
  let stopped = false
  const result: Driven = { epochsRun: 0, stopped: false, weight: 0, rates: [], finalRate: 0, logs: [] }
  const training: Training = {
    model,
    optimizer: sgd(),
    epochs: epochs.length,
    steps: 1,
    batchSize: 32,
    seed: 0,
    logNames: Object.keys(epochs[0] ?? {}),
    initialEpoch: 0,
    learningRate: startRate,
    history: { epochs: [], metrics: {} },
    callbacks,
    get isStopped() {
      return stopped
    },
    stopTraining() {
      stopped = true
    },
  }
  let logs: Logs = {}
  for (const callback of callbacks) await callback.onTrainBegin?.(training)
  for (let epoch = training.initialEpoch; epoch < epochs.length && !stopped; epoch++) {
    for (const callback of callbacks) await callback.onEpochBegin?.(epoch, training)
    for (const callback of callbacks) await callback.onBatchBegin?.(0, training)
    result.rates.push(training.learningRate)
    tf.tidy(() => void model.weights[0]!.write(tf.tensor2d([[epoch]])))
    logs = { ...epochs[epoch] }
    for (const callback of callbacks) await callback.onEpochEnd?.(epoch, logs, training)
    result.logs.push(logs)
    result.epochsRun++
  }
  for (const callback of callbacks) await callback.onTrainEnd?.(logs, training)
  result.stopped = stopped
  result.weight = model.weights[0]!.read().dataSync()[0]!
  result.finalRate = training.learningRate
  return result
}

function oneWeight(): LayersModel {
  return sequential({ layers: [layers.dense({ units: 1, inputShape: [1], useBias: false })] })
}
