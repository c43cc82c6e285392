import { tfjsSeed } from '@dlw/backend'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { captureTraining } from '../capture/capture-training.ts'
import { plainSteps, type TrainingSteps } from '../capture/training-steps.ts'
import { whyNot } from '../capture/why-not.ts'
import type { Compilation } from '../compile/compilation.ts'
import { logitRunner } from '../compile/logits.ts'
import { type EvaluatedRows, measuredNames, measureRows } from '../evaluate/measure.ts'
import { learningRateOf, setLearningRate } from '../optimizers/learning-rate.ts'
import type { RowSource } from '../rows/row-source.ts'
import type { Callback, History, Logs, Training } from './callback.ts'
import { epochLogs } from './epoch-logs.ts'
import { createYielder } from './event-loop.ts'
import { dropoutSeeds } from './step/dropout-seeds.ts'
import { gradientAccumulator } from './step/gradient-accumulator.ts'
import { ownStep, type TrainStep } from './step/own-step.ts'
import { stepParts } from './step/step-parts.ts'
import { disposeResults, type StepResult } from './step/train-step.ts'

/** What {@link train} needs, all checked. */
export interface TrainOptions {
  rows: RowSource
  /** Starts an epoch of the validation rows. */
  validation: (() => EvaluatedRows) | undefined
  epochs: number
  initialEpoch: number
  callbacks: readonly Callback[]
  seed: number
  signal: AbortSignal | undefined
  trainStep: TrainStep | undefined
  gradientAccumulationSteps: number
  /** False never captures steps, true also those with code of the user. */
  capture: boolean | undefined
}

/** The loop of `fit`. */
export async function train(model: LayersModel, compiled: Compilation, options: TrainOptions): Promise<History> {
  const { rows, validation, epochs, seed, signal, capture } = options
  const callbacks = [...options.callbacks].sort((a, b) => Number(a.runsLast ?? false) - Number(b.runsLast ?? false))
  const { sizes } = rows
  const runner = logitRunner(model, compiled)
  const accumulator =
    options.gradientAccumulationSteps > 1
      ? gradientAccumulator(compiled.optimizer, options.gradientAccumulationSteps)
      : undefined
  const used = accumulator ? { ...compiled, optimizer: accumulator.optimizer } : compiled
  const own = options.trainStep && ownStep(options.trainStep, { model, compiled: used, runner })
  // The step of the training, counted from 0 over all epochs.
  let place = 0
  const capturing = {
    capture,
    steps: sizes.length * Math.max(0, epochs - options.initialEpoch),
    accumulates: accumulator !== undefined,
  }
  const captured = own
    ? plainSteps(
        (batch) => own.run(batch, { step: place, seed: tfjsSeed(seed, place) }),
        whyNot(model, used, { ...capturing, ownStep: true })!,
      )
    : await captureTraining(model, used, stepParts(model, used, runner), capturing)
  const training = startTraining(model, compiled, { ...options, callbacks, captured })
  const dropout = dropoutSeeds(model, seed)
  const giveWay = createYielder()
  const readsBatches = callbacks.some((callback) => callback.onBatchEnd)
  const seesBatches = readsBatches || callbacks.some((callback) => callback.onBatchBegin)
  let logs: Logs = {}

  const runEpoch = async (epoch: number): Promise<Logs> => {
    const { batches, targets, dispose } = rows.epoch(epoch)
    const results: StepResult[] = []
    try {
      for await (const batch of batches) {
        const index = results.length
        for (const callback of callbacks) await callback.onBatchBegin?.(index, training)
        place = epoch * sizes.length + index
        dropout.set(place)
        if (seesBatches) captured.recheck()
        const result = captured.step(batch)
        results.push(result)
        if (readsBatches) {
          const loss = typeof result.loss === 'number' ? result.loss : (await result.loss.data())[0]
          for (const callback of callbacks) await callback.onBatchEnd?.(index, { loss: loss! }, training)
        }
        await giveWay()
        signal?.throwIfAborted()
      }
      accumulator?.flush()
      if (own) return await own.logs(results, sizes)
      return await epochLogs(model, compiled, runner, { results, sizes, targets })
    } finally {
      dispose()
      disposeResults(results)
    }
  }

  try {
    for (const callback of callbacks) await callback.onTrainBegin?.(training)
    logs = latest(training.history)
    for (let epoch = training.initialEpoch; epoch < epochs && !training.isStopped; epoch++) {
      for (const callback of callbacks) await callback.onEpochBegin?.(epoch, training)
      captured.recheck()
      logs = await runEpoch(epoch)
      if (validation) {
        const held = await measureRows(model, compiled, runner, { parts: validation(), capture })
        for (const [name, value] of Object.entries(held)) logs[`val_${name}`] = value
      }
      for (const callback of callbacks) await callback.onEpochEnd?.(epoch, logs, training)
      record(training.history, epoch, logs)
    }
    for (const callback of callbacks) await callback.onTrainEnd?.(logs, training)
  } finally {
    training.history.capture = captured.report()
    captured.dispose()
    accumulator?.dispose()
    dropout.restore()
  }
  return training.history
}

function startTraining(
  model: LayersModel,
  compiled: Compilation,
  {
    rows: { sizes, batchSize },
    validation,
    epochs,
    initialEpoch,
    callbacks,
    seed,
    trainStep,
    captured,
  }: TrainOptions & { captured: TrainingSteps },
): Training {
  const { optimizer } = compiled
  // What a step of somebody's own logs is known when it has run.
  const measured = ['loss', ...measuredNames(model, compiled)]
  const names = trainStep ? ['loss'] : measured
  let stopped = false
  const training: Training = {
    model,
    optimizer,
    epochs,
    steps: sizes.length,
    batchSize,
    seed,
    callbacks,
    initialEpoch,
    logNames: validation ? [...names, ...measured.map((name) => `val_${name}`)] : names,
    history: { epochs: [], metrics: {} },
    get learningRate() {
      return learningRateOf(optimizer) ?? Number.NaN
    },
    set learningRate(value: number) {
      setLearningRate(optimizer, value)
    },
    get capture() {
      return captured.report()
    },
    get isStopped() {
      return stopped
    },
    stopTraining() {
      stopped = true
    },
  }
  return training
}

/** The values of the last epoch, where a training goes on. */
const latest = ({ metrics }: History): Logs =>
  Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values.at(-1)!]))

function record({ epochs, metrics }: History, epoch: number, logs: Logs): void {
  epochs.push(epoch)
  for (const [name, value] of Object.entries(logs)) {
    metrics[name] ??= []
    metrics[name].push(value)
  }
}
