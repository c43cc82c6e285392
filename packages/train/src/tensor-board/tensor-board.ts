import { expectInteger } from '@dlw/data/arguments'
import { joinPath } from '@dlw/data/files'
import type { Callback, Logs, Training } from '../loop/callback.ts'
import { type EventWriter, eventWriter } from './event-writer.ts'
import type { HyperParameters } from './summaries.ts'

/** Options of {@link tensorBoard}. */
export interface TensorBoardOptions {
  /** Every how many epochs to write how each weight is spread; 0 for never. Defaults to 0. */
  histogramFrequency?: number
  /** Whether to write the layers of the model. Defaults to true. */
  graph?: boolean
  /** What the run is done with, for TensorBoard's table of runs. Defaults to none. */
  hyperParameters?: HyperParameters
}

/**
 * Writes a training for TensorBoard, as Keras does: runs `train` and `validation` in a folder, `epoch_loss` and the like
 * after each epoch, the learning rate, the graph, weights as histograms. The files are whole after each epoch, even if
 * the training is killed. Node only; needs neither TensorFlow nor Python.
 *
 * @param directory Of the training; look at it with `tensorboard --logdir` of the folder above.
 * @throws Error with the cause when the files cannot be written.
 * @see Keras `callbacks.TensorBoard`
 * @example
 * ```ts
 * import { readdir } from 'node:fs/promises'
 * import { fit, tensorBoard } from '@dlw/train'
 *
 * const callbacks = [tensorBoard('logs/penguins', { histogramFrequency: 1 })]
 * await fit(model, train, { epochs: 2, seed: 0, validation, callbacks })
 * console.log((await readdir('logs/penguins')).sort()) // → ['train', 'validation']
 * ```
 */
export function tensorBoard(
  directory: string,
  { histogramFrequency = 0, graph = true, hyperParameters }: TensorBoardOptions = {},
): Callback {
  expectInteger('tensorBoard', 'histogramFrequency', histogramFrequency, { min: 0 })
  let train: EventWriter
  let validation: EventWriter | undefined
  /** Of the same training before it was cut off. */
  let earlier: { path: string; size: number }[] = []
  return {
    async onTrainBegin({ model, logNames }) {
      earlier = []
      train = await eventWriter(joinPath(directory, 'train'))
      validation = logNames.includes('val_loss') ? await eventWriter(joinPath(directory, 'validation')) : undefined
      if (hyperParameters) train.hyperParameters(hyperParameters)
      if (graph) train.graph(model)
      await train.flush()
    },
    async state() {
      const { stat } = await import('node:fs/promises')
      const files = [...earlier]
      for (const writer of validation ? [train, validation] : [train]) {
        files.push({ path: writer.path, size: (await stat(writer.path)).size })
      }
      return { files }
    },
    async restore(state) {
      const { stat, truncate } = await import('node:fs/promises')
      earlier = state.files as typeof earlier
      for (const { path, size } of earlier) {
        const now = await stat(path).catch(() => undefined)
        // What was written of an epoch that comes again would stand there twice.
        if (now && now.size > size) await truncate(path, size)
      }
    },
    async onEpochEnd(epoch, logs, training) {
      writeLogs(epoch, logs, training)
      if (histogramFrequency > 0 && epoch % histogramFrequency === 0) await writeHistograms(epoch, training)
      await train.flush()
      await validation?.flush()
    },
    async onTrainEnd() {
      if (hyperParameters) train.end()
      await train.flush()
    },
  }

  function writeLogs(epoch: number, logs: Logs, { learningRate, optimizer }: Training): void {
    for (const [name, value] of Object.entries({ ...logs, learning_rate: learningRate })) {
      if (!name.startsWith('val_')) {
        train.scalar(`epoch_${name}`, value, epoch)
        continue
      }
      const own = name.slice('val_'.length)
      validation?.scalar(`epoch_${own}`, value, epoch)
      validation?.scalar(`evaluation_${own}_vs_iterations`, value, optimizer.iterations)
    }
  }

  async function writeHistograms(epoch: number, { model }: Training): Promise<void> {
    for (const layer of model.layers) {
      for (const weight of layer.weights) {
        const name = weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1)
        train.histogram(`${layer.name}/${name}/histogram`, await weight.read().data(), epoch)
      }
    }
  }
}
