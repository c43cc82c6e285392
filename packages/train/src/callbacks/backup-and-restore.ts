import { readIfPresent, removeFile, writeAtomically } from '@dlw/data/files'
import { formatSafetensors, type NamedArray, namedArrays, parseSafetensors, setNamedArrays } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import type { Callback, History, Logs, Training } from '../loop/callback.ts'

interface State {
  epoch: number
  seed: number
  batchSize: number
  steps: number
  learningRate: number
  history: History
}

/**
 * Lets a training that was cut off, by a crash or a kill, go on where it was: after each epoch it writes weights, the
 * optimizer's state, the learning rate and the history to one file; the next training with this callback, the same data
 * and the same seed begins after that epoch and ends with the digits of an unbroken one. The order of rows and the
 * dropout of an epoch follow from the seed alone, so nothing random needs to be kept. A training that ends removes the
 * file. Node only.
 *
 * @param path Of the file; its folder is made, and it takes its name when it is whole.
 * @throws RangeError when the file is from a training with another model, seed or batch size; Error with the cause when
 * it cannot be read or written.
 * @see Keras `callbacks.BackupAndRestore`
 * @example
 * ```ts
 * import { backupAndRestore, compile, fit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse' })
 * const callbacks = [backupAndRestore('backups/line')]
 * const { epochs } = await fit(model, { x: [[0], [1]], y: [1, 3] }, { epochs: 2, seed: 0, callbacks })
 * console.log(epochs) // → [0, 1]
 * ```
 */
export function backupAndRestore(path: string): Callback {
  return {
    async onTrainBegin(training) {
      const bytes = await readIfPresent(path)
      if (bytes) await restore(path, bytes, training)
    },
    async onEpochEnd(epoch, logs, training) {
      const { seed, batchSize, steps, learningRate } = training
      const state: State = {
        epoch,
        seed,
        batchSize,
        steps,
        learningRate,
        history: extended(training.history, epoch, logs),
      }
      const arrays = [
        ...prefixed('model', await namedArrays(training.model)),
        ...prefixed('optimizer', await optimizerState(training.optimizer)),
      ]
      await writeAtomically(path, formatSafetensors({ arrays, metadata: { state: JSON.stringify(state) } }))
    },
    async onTrainEnd() {
      await removeFile(path)
    },
  }
}

const prefixed = (prefix: string, arrays: NamedArray[]): NamedArray[] =>
  arrays.map(({ name, ...array }) => ({ name: `${prefix}/${name}`, ...array }))

const part = (prefix: string, arrays: NamedArray[]): NamedArray[] =>
  arrays
    .filter(({ name }) => name.startsWith(`${prefix}/`))
    .map(({ name, ...array }) => ({ name: name.slice(prefix.length + 1), ...array }))

function extended({ epochs, metrics }: History, epoch: number, logs: Logs): History {
  const values = Object.entries(logs).map(([name, value]) => [name, [...(metrics[name] ?? []), value]])
  return { epochs: [...epochs, epoch], metrics: Object.fromEntries(values) }
}

async function restore(path: string, bytes: Uint8Array, training: Training): Promise<void> {
  const { arrays, metadata } = parseSafetensors(bytes)
  const state = JSON.parse(metadata.state ?? 'null') as State | null
  for (const name of ['seed', 'batchSize', 'steps'] as const) {
    if (state?.[name] === training[name]) continue
    throw new RangeError(
      `backupAndRestore: expected a backup of this training in ${path}, received one with ${name}=${state?.[name]} where this one has ${training[name]}. Remove the file to begin anew.`,
    )
  }
  setNamedArrays(training.model, part('model', arrays), 'backupAndRestore')
  await setOptimizerState(training.optimizer, part('optimizer', arrays))
  training.learningRate = state!.learningRate
  training.initialEpoch = state!.epoch + 1
  training.history.epochs = state!.history.epochs
  training.history.metrics = state!.history.metrics
}

async function optimizerState(optimizer: tf.Optimizer): Promise<NamedArray[]> {
  const tensors = await optimizer.getWeights()
  try {
    return await Promise.all(
      tensors.map(async ({ name, tensor }) => ({
        name,
        shape: tensor.shape,
        values: Float32Array.from(await tensor.data()),
      })),
    )
  } finally {
    tf.dispose(tensors.map(({ tensor }) => tensor))
  }
}

async function setOptimizerState(optimizer: tf.Optimizer, arrays: NamedArray[]): Promise<void> {
  const tensors = arrays.map(({ name, shape, values }) => ({ name, tensor: tf.tensor(values, shape as number[]) }))
  await optimizer.setWeights(tensors)
  tf.dispose(tensors.map(({ tensor }) => tensor))
}
