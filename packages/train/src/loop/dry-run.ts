import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { holdRows } from '../rows/held-rows.ts'
import { isStream, type LabelledData, type LabelledStream } from '../rows/labelled-data.ts'
import { streamSizes } from '../rows/stream-batches.ts'
import { asBefore } from './as-before.ts'
import type { Logs } from './callback.ts'
import { type FitOptions, fit } from './fit.ts'

/** What {@link dryRun} found. */
export interface DryRun {
  /** What an epoch of the training will log. */
  logs: Logs
  /** Seconds of one step, once everything is warm. */
  secondsPerStep: number
  /** Seconds of the whole training, without validation and callbacks, if all steps take as long. */
  secondsOfTraining: number
  /** Bytes of all tensors at the end of the epoch. */
  bytes: number
}

/**
 * Goes once through everything that a training does, with two steps and one batch of validation, before it takes hours: a
 * shape that does not fit the validation rows, a metric that fails or a step of your own that throws shows now. No callback
 * is called, so nothing is written. The model and its optimizer are as before afterwards.
 *
 * @param options Those of the training.
 * @throws What `fit` throws.
 * @see Lightning `Trainer(fast_dev_run=True)`
 * @example
 * ```ts
 * import { compile, dryRun } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', metrics: ['mae'] })
 * const data = { x: [[0], [1], [2]], y: [1, 3, 5] }
 * const { logs } = await dryRun(model, data, { epochs: 1000, seed: 0, validation: data })
 * console.log(Object.keys(logs)) // → ['loss', 'mae', 'val_loss', 'val_mae']
 * ```
 */
export async function dryRun(
  model: LayersModel,
  data: LabelledData | LabelledStream,
  options: FitOptions,
): Promise<DryRun> {
  const { batchSize = 32, epochs, validation, sampleWeight } = options
  const small: { dispose(): void }[] = []
  const few = (part: LabelledData | LabelledStream, count: number, weight?: FitOptions['sampleWeight']) => {
    if (isStream<LabelledData>(part)) return { rows: part.rows, taken: firstBatches(part) }
    const held = holdRows(model, { ...part, ...(weight !== undefined && { sampleWeight: weight }) }, 'dryRun')
    const taken = held.take(
      Array.from({ length: Math.min(count, held.count) }, (_, row) => row),
      model,
    )
    held.dispose()
    small.push(taken)
    return { rows: held.count, taken }
  }
  const times: number[] = []
  let bytes = 0
  const watch = {
    onBatchBegin: () => void times.push(performance.now()),
    onEpochEnd: () => {
      times.push(performance.now())
      bytes = Math.max(bytes, tf.memory().numBytes)
    },
  }
  const { sampleWeight: _, validation: __, ...rest } = options
  try {
    const { rows, taken: train } = few(data, 2 * batchSize, sampleWeight)
    const steps = isStream<LabelledData>(data) ? streamSizes(data, 'dryRun').length : Math.ceil(rows / batchSize)
    const { metrics } = await asBefore(model, () =>
      fit(model, train, {
        ...rest,
        ...(isStream(train) ? {} : { batchSize }),
        epochs: 1,
        initialEpoch: 0,
        verbose: 0,
        callbacks: [watch],
        ...(validation && { validation: few(validation, batchSize).taken }),
      }),
    )
    const logs = Object.fromEntries(Object.entries(metrics).map(([name, [value]]) => [name, value!]))
    const secondsPerStep = (times.at(-1)! - times.at(-2)!) / 1000
    return { logs, secondsPerStep, secondsOfTraining: secondsPerStep * steps * epochs, bytes }
  } finally {
    for (const part of small) part.dispose()
  }
}

/** The first two batches of a stream. */
function firstBatches(stream: LabelledStream): LabelledStream {
  const rows = Math.min(stream.rows, 2 * stream.batchSize)
  return {
    ...stream,
    rows,
    batchSize: stream.batchSize,
    async *epoch(index) {
      let given = 0
      for await (const batch of stream.epoch(index)) {
        yield batch
        given += stream.batchSize
        if (given >= rows) return
      }
    },
  }
}
