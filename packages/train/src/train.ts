import { createRandom } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, History, Logs, Training } from './callback.ts'
import type { Compilation } from './compilation.ts'
import { dropoutSeeds } from './dropout-seeds.ts'
import { batchSizes, epochBatches } from './epoch-batches.ts'
import { epochLogs } from './epoch-logs.ts'
import { createYielder } from './event-loop.ts'
import { judge, measuredNames } from './judge.ts'
import type { LabelledTensors } from './labelled-tensors.ts'
import { logitRunner } from './logits.ts'
import { learningRateOf, setLearningRate } from './optimizers/learning-rate.ts'
import { type StepResult, trainStep } from './train-step.ts'

/** What {@link train} needs, all checked. */
export interface TrainOptions {
  data: LabelledTensors & { weights: tf.Tensor1D | undefined }
  validation: LabelledTensors | undefined
  epochs: number
  initialEpoch: number
  batchSize: number
  callbacks: readonly Callback[]
  seed: number
  shuffle: boolean
  signal: AbortSignal | undefined
}

/** The loop of `fit`. */
export async function train(model: LayersModel, compiled: Compilation, options: TrainOptions): Promise<History> {
  const { data, validation, epochs, batchSize, callbacks, seed, shuffle, signal } = options
  const rows = data.inputs[0]!.shape[0]!
  const sizes = batchSizes(rows, batchSize)
  const { training, isStopped } = startTraining(model, compiled, options, sizes.length)
  const runner = logitRunner(model, compiled.losses)
  const step = trainStep(model, compiled, runner)
  const dropout = dropoutSeeds(model, seed)
  const random = createRandom(seed)
  const giveWay = createYielder()
  const readsBatches = callbacks.some((callback) => callback.onBatchEnd)
  let logs: Logs = {}

  const runEpoch = async (epoch: number): Promise<Logs> => {
    const order = shuffle ? random.permutation(rows) : undefined
    const { batches, targets, dispose } = epochBatches(data, { order, sizes })
    const results: StepResult[] = []
    try {
      for (const [index, batch] of batches.entries()) {
        for (const callback of callbacks) await callback.onBatchBegin?.(index, training)
        dropout.set(epoch * sizes.length + index)
        const result = step(batch)
        results.push(result)
        if (readsBatches) {
          const [loss] = await result.loss.data()
          for (const callback of callbacks) await callback.onBatchEnd?.(index, { loss: loss! }, training)
        }
        await giveWay()
        signal?.throwIfAborted()
      }
      return await epochLogs(model, compiled, runner, { results, sizes, targets })
    } finally {
      dispose()
      tf.dispose(results.map((result) => [result.loss, result.outputs]))
    }
  }

  try {
    for (const callback of callbacks) await callback.onTrainBegin?.(training)
    // An epoch's order is the same whether the training began before it or with it.
    for (let epoch = 0; shuffle && epoch < training.initialEpoch; epoch++) random.permutation(rows)
    for (let epoch = training.initialEpoch; epoch < epochs && !isStopped(); epoch++) {
      for (const callback of callbacks) await callback.onEpochBegin?.(epoch, training)
      logs = await runEpoch(epoch)
      if (validation) {
        const held = await judge(model, compiled, runner, validation)
        for (const [name, value] of Object.entries(held)) logs[`val_${name}`] = value
      }
      for (const callback of callbacks) await callback.onEpochEnd?.(epoch, logs, training)
      record(training.history, epoch, logs)
    }
    for (const callback of callbacks) await callback.onTrainEnd?.(logs, training)
  } finally {
    dropout.restore()
  }
  return training.history
}

function startTraining(
  model: LayersModel,
  compiled: Compilation,
  { validation, epochs, initialEpoch, batchSize, seed }: TrainOptions,
  steps: number,
): { training: Training; isStopped: () => boolean } {
  const { optimizer } = compiled
  const names = ['loss', ...measuredNames(model, compiled)]
  let stopped = false
  const training: Training = {
    model,
    optimizer,
    epochs,
    steps,
    batchSize,
    seed,
    initialEpoch,
    logNames: validation ? [...names, ...names.map((name) => `val_${name}`)] : names,
    history: { epochs: [], metrics: {} },
    get learningRate() {
      return learningRateOf(optimizer) ?? Number.NaN
    },
    set learningRate(value: number) {
      setLearningRate(optimizer, value)
    },
    stopTraining() {
      stopped = true
    },
  }
  return { training, isStopped: () => stopped }
}

function record({ epochs, metrics }: History, epoch: number, logs: Logs): void {
  epochs.push(epoch)
  for (const [name, value] of Object.entries(logs)) {
    metrics[name] ??= []
    metrics[name].push(value)
  }
}
