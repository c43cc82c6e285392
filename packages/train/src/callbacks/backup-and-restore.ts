import { readIfPresent, removeFile, writeAtomically } from '@dlw/data/files'
import { formatSafetensors, type NamedArray, namedArrays, parseSafetensors, setNamedArrays } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import type { Callback, CallbackState, History, Logs, Training } from '../loop/callback.ts'
import { decodeState, encodeState } from './state-values.ts'

interface State {
  epoch: number
  seed: number
  batchSize: number
  steps: number
  learningRate: number
}

/**
 * Lets a training that was cut off, by a crash or a kill, go on where it was: after each epoch it writes weights, the
 * optimizer's state, the learning rate, the history and what every callback remembers to one file; the next training with
 * the same callbacks, data and seed begins after that epoch and ends with the digits of an unbroken one. Wherever it
 * stands in the list, it is called after the others. A callback of your own keeps its memory by `state` and `restore`. The order of rows and the
 * dropout of an epoch follow from the seed alone, so nothing random needs to be kept. A training that ends removes the
 * file. Node only.
 *
 * @param path Of the file; its folder is made, and it takes its name when it is whole.
 * @throws RangeError when the file is from a training with another model, seed or batch size; Error with the cause when
 * it cannot be read or written.
 * @see Keras `callbacks.BackupAndRestore`
 * @example
 * ```ts
 * import { backupAndRestore, fit, onEpoch } from '@dlw/train'
 *
 * const epochs: number[] = []
 * const crash = onEpoch((epoch) => {
 *   epochs.push(epoch)
 *   if (epoch === 1 && epochs.length === 2) throw new Error('Power failure')
 * })
 * const options = { epochs: 4, seed: 0, callbacks: [backupAndRestore('backups/penguins'), crash] }
 * await fit(model, train, options).catch(() => {})
 * await fit(build(), train, options) // goes on with a new model, as a new process would
 * console.log(epochs) // → [0, 1, 2, 3]
 * ```
 */
export function backupAndRestore(path: string): Callback {
  return {
    runsLast: true,
    async onTrainBegin(training) {
      const bytes = await readIfPresent(path)
      if (bytes) await restore(path, bytes, training)
    },
    async onEpochEnd(epoch, logs, training) {
      const { seed, batchSize, steps, learningRate, callbacks } = training
      const state: State = { epoch, seed, batchSize, steps, learningRate }
      const { epochs, metrics } = extended(training.history, epoch, logs)
      const remembered: (CallbackState | undefined)[] = []
      for (const callback of remembering(callbacks)) remembered.push(await callback.state!())
      const memory = encodeState([{ epochs, metrics, isStopped: training.isStopped }, ...remembered])
      const arrays = [
        ...prefixed('model', await namedArrays(training.model)),
        ...prefixed('optimizer', await optimizerState(training.optimizer)),
        ...memory.arrays.map((values, index) => ({ name: `memory/${index}`, shape: [values.length], values })),
      ]
      const metadata = { state: JSON.stringify(state), memory: JSON.stringify(memory.json) }
      await writeAtomically(path, formatSafetensors({ arrays, metadata }))
    },
    async onTrainEnd() {
      await removeFile(path)
    },
  }
}

/** Those that have something to keep. */
const remembering = (callbacks: readonly Callback[]): readonly Callback[] => callbacks.filter(({ state }) => state)

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
  const json = JSON.parse(metadata.memory ?? 'null') as unknown[] | null
  const callbacks = remembering(training.callbacks)
  if (json?.length !== callbacks.length + 1) {
    throw new RangeError(
      `backupAndRestore: expected a backup of this training in ${path}, received one with ${json ? json.length - 1 : 'no'} callbacks that remember something where this one has ${callbacks.length}. Give the same callbacks, or remove the file to begin anew.`,
    )
  }
  const memory = part('memory', arrays).sort((a, b) => Number(a.name) - Number(b.name))
  const [own, ...states] = decodeState({ json, arrays: memory.map(({ values }) => values as Float32Array) })
  setNamedArrays(training.model, part('model', arrays), 'backupAndRestore')
  await setOptimizerState(training.optimizer, part('optimizer', arrays))
  training.learningRate = state!.learningRate
  training.initialEpoch = state!.epoch + 1
  training.history.epochs = own!.epochs as number[]
  training.history.metrics = own!.metrics as Record<string, number[]>
  if (own!.isStopped) training.stopTraining()
  for (const [index, callback] of callbacks.entries()) {
    const state = states[index]
    if (state) await callback.restore?.(state, training)
  }
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
