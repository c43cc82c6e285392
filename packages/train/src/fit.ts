import { createRandom } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback, History, Logs, Training } from './callback.ts'
import { type Compilation, compilation } from './compilation.ts'
import { dropoutSeeds } from './dropout-seeds.ts'
import type { LabelledData } from './evaluate.ts'
import { createYielder } from './event-loop.ts'
import { judge, metricNamesOf, metricValues } from './judge.ts'
import { kerasLog } from './keras-log.ts'
import { learningRateOf, setLearningRate } from './learning-rate.ts'
import { type LogitRunner, logitRunner } from './logits.ts'
import { inputTensors, targetTensors } from './model-data.ts'
import { trainStep } from './train-step.ts'

/** Options of {@link fit}. */
export interface FitOptions {
  /** How often to go through all rows. */
  epochs: number
  /** Rows per step. Defaults to 32. */
  batchSize?: number
  /** Data to judge the model on after each epoch; its values are logged with `val_` before their names. */
  validation?: LabelledData
  /** Called in their order. Defaults to none. */
  callbacks?: readonly Callback[]
  /** Decides the order of rows and what dropout drops: the same seed gives the same digits. */
  seed: number
  /** Whether to take the rows in a new order each epoch. Defaults to true. */
  shuffle?: boolean
  /** 0 prints nothing, 1 Keras's progress bar, 2 Keras's line per epoch, both to standard error. Defaults to 0. */
  verbose?: 0 | 1 | 2
  /** The epoch to start with, for going on with a training: the order of rows is that of an unbroken run. Defaults to 0. */
  initialEpoch?: number
  /** Ends the training after the step it is in, by throwing the signal's reason. */
  signal?: AbortSignal
}

interface Tensors {
  inputs: tf.Tensor[]
  targets: tf.Tensor[]
}

/**
 * Trains a compiled model.
 *
 * Rows are gathered once per epoch, values are read from the device once per epoch, and other work of the thread gets
 * its turn every 16 ms. Metrics are those of the epoch's rows together, each as the model was when it met them; the
 * loss is the mean over the epoch's steps, weighted by rows, and includes the model's regularisation.
 *
 * @param model Compiled by {@link compile} or `model.compile`.
 * @returns Plain numbers under Keras's names.
 * @throws TypeError when the model is not compiled or a shape does not fit; RangeError for missing values, labels
 * outside the classes, lengths that differ, and options out of range. Nothing is trained then.
 * @see Keras `Model.fit`
 */
export async function fit(model: LayersModel, { x, y }: LabelledData, options: FitOptions): Promise<History> {
  const { validation } = options
  checkOptions(options)
  const compiled = compilation(model, 'fit')
  const data = await labelledTensors(model, compiled, { x, y }, 'fit')
  try {
    const held = validation && (await labelledTensors(model, compiled, validation, 'fit: validation'))
    try {
      return await train(model, compiled, { data, held, options })
    } finally {
      if (held) tf.dispose([held.inputs, held.targets])
    }
  } finally {
    tf.dispose([data.inputs, data.targets])
  }
}

function checkOptions({ epochs, batchSize = 32, seed, initialEpoch = 0 }: FitOptions): void {
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (!(Number.isSafeInteger(value) && value > 0)) {
      throw new RangeError(`fit: expected a positive whole number, received ${name}=${value}.`)
    }
  }
  if (!Number.isSafeInteger(seed)) {
    throw new RangeError(
      `fit: expected a whole number, received seed=${seed}. Give one, 0 is fine, so that the run can be repeated.`,
    )
  }
  if (!(Number.isSafeInteger(initialEpoch) && initialEpoch >= 0)) {
    throw new RangeError(`fit: expected a whole number of at least 0, received initialEpoch=${initialEpoch}.`)
  }
}

async function labelledTensors(
  model: LayersModel,
  { losses }: Compilation,
  { x, y }: LabelledData,
  caller: string,
): Promise<Tensors> {
  const inputs = await inputTensors(model, x, caller)
  try {
    const sparse = losses.map((loss) => /sparse/.test(loss.name))
    return { inputs, targets: await targetTensors(model, y, { caller, rows: inputs[0]!.shape[0]!, sparse }) }
  } catch (error) {
    tf.dispose(inputs)
    throw error
  }
}

interface Run {
  data: Tensors
  held: Tensors | undefined
  options: FitOptions
}

async function train(model: LayersModel, compiled: Compilation, { data, held, options }: Run): Promise<History> {
  const {
    epochs,
    batchSize = 32,
    callbacks = [],
    seed,
    shuffle = true,
    verbose = 0,
    initialEpoch = 0,
    signal,
  } = options
  const rows = data.inputs[0]!.shape[0]!
  const steps = Math.ceil(rows / batchSize)
  const sizes = Array.from({ length: steps }, (_, step) => Math.min(batchSize, rows - step * batchSize))
  const history: History = { epochs: [], metrics: {} }
  let stopped = false
  const names = ['loss', ...metricNamesOf(model, compiled)]
  const training: Training = {
    model,
    optimizer: compiled.optimizer,
    epochs,
    steps,
    batchSize,
    seed,
    logNames: held ? [...names, ...names.map((name) => `val_${name}`)] : names,
    initialEpoch,
    history,
    get learningRate() {
      return learningRateOf(compiled.optimizer) ?? Number.NaN
    },
    set learningRate(value: number) {
      setLearningRate(compiled.optimizer, value)
    },
    stopTraining() {
      stopped = true
    },
  }
  const all = verbose === 0 ? callbacks : [...callbacks, kerasLog({ verbose })]
  const runner = logitRunner(model, compiled.losses)
  const step = trainStep(model, compiled, runner)
  const seeds = dropoutSeeds(model, seed)
  const random = createRandom(seed)
  const giveWay = createYielder()
  const readsBatches = all.some((callback) => callback.onBatchEnd)
  let logs: Logs = {}

  try {
    for (const callback of all) await callback.onTrainBegin?.(training)
    for (let epoch = 0; shuffle && epoch < training.initialEpoch; epoch++) random.permutation(rows)
    for (let epoch = training.initialEpoch; epoch < epochs && !stopped; epoch++) {
      for (const callback of all) await callback.onEpochBegin?.(epoch, training)
      const order = shuffle ? random.permutation(rows) : undefined
      const inputs = data.inputs.map((tensor) => batches(tensor, order, sizes))
      const targets = data.targets.map((tensor) => inOrder(tensor, order))
      const targetBatches = targets.map((tensor) => tf.split(tensor, sizes))
      const losses: tf.Scalar[] = []
      const outputs: tf.Tensor[][] = []
      try {
        for (let index = 0; index < steps; index++) {
          for (const callback of all) await callback.onBatchBegin?.(index, training)
          seeds.set(epoch * steps + index)
          const result = step({
            inputs: inputs.map((parts) => parts[index]!),
            targets: targetBatches.map((parts) => parts[index]!),
          })
          losses.push(result.loss)
          if (compiled.metrics.length > 0) outputs.push(result.outputs)
          else tf.dispose(result.outputs)
          if (readsBatches) {
            const [loss] = await result.loss.data()
            for (const callback of all) await callback.onBatchEnd?.(index, { loss: loss! }, training)
          }
          await giveWay()
          signal?.throwIfAborted()
        }
        logs = await epochLogs(model, compiled, runner, { losses, sizes, targets, outputs })
      } finally {
        tf.dispose([inputs, targets, targetBatches, losses, outputs])
      }
      if (held) {
        for (const [name, value] of Object.entries(await judge(model, compiled, runner, held)))
          logs[`val_${name}`] = value
      }
      for (const callback of all) await callback.onEpochEnd?.(epoch, logs, training)
      record(history, epoch, logs)
    }
    for (const callback of all) await callback.onTrainEnd?.(logs, training)
  } finally {
    seeds.restore()
  }
  return history
}

function record({ epochs, metrics }: History, epoch: number, logs: Logs): void {
  epochs.push(epoch)
  for (const [name, value] of Object.entries(logs)) metrics[name] = [...(metrics[name] ?? []), value]
}

const inOrder = (tensor: tf.Tensor, order: readonly number[] | undefined): tf.Tensor =>
  order ? tf.tidy(() => tf.gather(tensor, tf.tensor1d([...order], 'int32'))) : tf.clone(tensor)

function batches(tensor: tf.Tensor, order: readonly number[] | undefined, sizes: number[]): tf.Tensor[] {
  return tf.tidy(() => tf.split(inOrder(tensor, order), sizes))
}

interface Epoch {
  losses: tf.Scalar[]
  sizes: number[]
  targets: tf.Tensor[]
  outputs: tf.Tensor[][]
}

/** Loss and metrics of an epoch: one read of the device. */
async function epochLogs(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
  { losses, sizes, targets, outputs }: Epoch,
): Promise<Logs> {
  const values = tf.tidy(() => {
    const all = outputs.length > 0 ? targets.map((_, index) => tf.concat(outputs.map((batch) => batch[index]!))) : []
    const metrics = all.length > 0 ? metricValues(compiled, runner, targets, all) : []
    return tf.concat([tf.stack(losses) as tf.Tensor1D, ...metrics])
  })
  const numbers = await values.data()
  values.dispose()
  const rows = sizes.reduce((sum, size) => sum + size, 0)
  const logs: Logs = { loss: sizes.reduce((sum, size, step) => sum + size * numbers[step]!, 0) / rows }
  for (const [index, name] of metricNamesOf(model, compiled).entries()) logs[name] = numbers[sizes.length + index]!
  return logs
}
