import type { LayersModel } from '@tensorflow/tfjs-layers'
import { holdRows } from '../rows/held-rows.ts'
import type { LabelledData } from '../rows/labelled-data.ts'
import { asBefore } from './as-before.ts'
import { fit } from './fit.ts'

/** Options of {@link overfitBatch}. */
export interface OverfitBatchOptions {
  /** How many rows to learn by heart. Defaults to 32. */
  batchSize?: number
  /** How many steps to take. Defaults to 100. */
  steps?: number
  /** Decides which rows, and what dropout drops. */
  seed: number
}

/** What {@link overfitBatch} found. */
export interface OverfitBatch {
  /** The loss of each step. */
  losses: number[]
  /** The last loss as a share of the first: near 0 for a model that can learn these rows. */
  remaining: number
}

/**
 * Trains a compiled model on a few rows again and again, which it must be able to learn by heart: the quickest test of
 * model, loss, labels and learning rate before a long training. The model and its optimizer are as before afterwards.
 *
 * A loss that stays says that something does not fit together: labels that do not belong to their rows, a last activation
 * that the loss does not expect, a learning rate that is far off, layers that are frozen.
 *
 * @throws What `fit` throws.
 * @see Lightning `Trainer(overfit_batches=1)`
 * @example
 * ```ts
 * import { compile, overfitBatch } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: 'adam', learningRate: 0.1 })
 * const { remaining } = await overfitBatch(model, { x: [[0], [1], [2]], y: [1, 3, 5] }, { seed: 0, steps: 200 })
 * console.log(remaining < 0.1) // → true
 * ```
 */
export async function overfitBatch(
  model: LayersModel,
  data: LabelledData,
  { batchSize = 32, steps = 100, seed }: OverfitBatchOptions,
): Promise<OverfitBatch> {
  for (const [name, value] of Object.entries({ batchSize, steps })) {
    if (Number.isSafeInteger(value) && value > 0) continue
    throw new RangeError(`overfitBatch: expected a positive whole number, received ${name}=${value}.`)
  }
  const held = holdRows(model, data, 'overfitBatch')
  const rows = Array.from({ length: Math.min(batchSize, held.count) }, (_, index) =>
    Math.floor((index * held.count) / Math.min(batchSize, held.count)),
  )
  const part = held.take(rows, model)
  held.dispose()
  try {
    const { metrics } = await asBefore(model, () => fit(model, part, { epochs: steps, batchSize, seed }))
    const losses = metrics.loss!
    return { losses, remaining: losses.at(-1)! / losses[0]! }
  } finally {
    part.dispose()
  }
}
