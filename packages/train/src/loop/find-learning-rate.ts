import { expectInteger } from '@dlw/data/arguments'
import { readWeights, writeWeights } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { LabelledData } from '../rows/labelled-data.ts'
import type { Callback } from './callback.ts'
import { fit } from './fit.ts'

/** Options of {@link findLearningRate}. */
export interface FindLearningRateOptions {
  /** The rate of the first step. Defaults to 1e-7. */
  from?: number
  /** The rate of the last step. Defaults to 10. */
  to?: number
  /** How many steps, at least 10. Defaults to 100. */
  steps?: number
  /** Rows per step. Defaults to 32. */
  batchSize?: number
  /** Decides the order of rows. */
  seed: number
}

/** What {@link findLearningRate} saw. */
export interface LearningRateSearch {
  /** The rate of each step. */
  rates: number[]
  /** The loss of each step, smoothed. */
  losses: number[]
  /** A tenth of the rate with the lowest loss: safely before it explodes. */
  suggestion: number
}

/**
 * Tries learning rates on a model, from tiny to too large, one step each, until the loss explodes. The model and its
 * optimizer come back as they were.
 *
 * @param model Compiled.
 * @throws RangeError when an option is out of range; what `fit` throws.
 * @see fastai `Learner.lr_find`
 * @example
 * ```ts
 * import { findLearningRate } from '@dlw/train'
 *
 * const { rates, losses, suggestion } = await findLearningRate(model, train, { seed: 0 })
 * console.log(rates.length === losses.length, suggestion.toPrecision(1)) // → true 0.2
 * ```
 */
export async function findLearningRate(
  model: LayersModel,
  data: LabelledData,
  { from = 1e-7, to = 10, steps = 100, batchSize = 32, seed }: FindLearningRateOptions,
): Promise<LearningRateSearch> {
  if (!(from > 0 && to > from && to < Infinity)) {
    throw new RangeError(`findLearningRate: expected 0 < from < to, received from=${from} and to=${to}.`)
  }
  expectInteger('findLearningRate', 'steps', steps, { min: 10, advice: 'Pass for example 100.' })
  const weights = await readWeights(model)
  const state = await model.optimizer.getWeights()
  const rates: number[] = []
  const losses: number[] = []
  let mean = 0
  let before = Number.NaN
  let step = 0
  let lowest = 0
  const end = new Error('findLearningRate is done')
  const search: Callback = {
    onTrainBegin(training) {
      before = training.learningRate
    },
    onBatchBegin(_, training) {
      training.learningRate = from * (to / from) ** (step / (steps - 1))
    },
    onBatchEnd(_, logs, training) {
      step++
      mean = 0.98 * mean + 0.02 * logs.loss!
      const loss = mean / (1 - 0.98 ** step)
      if (Number.isFinite(loss)) {
        rates.push(training.learningRate)
        losses.push(loss)
        if (loss < losses[lowest]!) lowest = losses.length - 1
      }
      if (!(loss < 4 * (losses[lowest] ?? Infinity)) || step === steps) {
        training.learningRate = before
        throw end
      }
    },
  }
  try {
    await fit(model, data, { epochs: steps, batchSize, seed, callbacks: [search] })
  } catch (error) {
    if (error !== end) throw error
  } finally {
    writeWeights(model, weights)
    await model.optimizer.setWeights(state)
    tf.dispose(state.map(({ tensor }) => tensor))
  }
  return { rates, losses, suggestion: rates[lowest]! / 10 }
}
