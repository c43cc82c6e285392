import { expectInteger } from '@dlw/data/arguments'
import { readWeights, writeWeights } from '@dlw/models/weights'
import type { Callback } from '../loop/callback.ts'

/** Options of {@link stochasticWeightAveraging}. */
export interface StochasticWeightAveragingOptions {
  /** The first epoch whose weights count, from 0. */
  startFromEpoch: number
  /** Every how many epochs to take the weights. Defaults to 1. */
  every?: number
}

/**
 * Ends a training with the mean of the weights after its last epochs: a flatter minimum, which often generalises better.
 * Use a constant or a cyclic learning rate from `startFromEpoch` on. The statistics of batch normalization are averaged
 * with the weights, not measured anew.
 *
 * @throws RangeError when an option is not a whole number.
 * @see PyTorch `torch.optim.swa_utils`, Lightning `StochasticWeightAveraging`
 * @example
 * ```ts
 * import { compile, fit, stochasticWeightAveraging } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: 'sgd' })
 * const callbacks = [stochasticWeightAveraging({ startFromEpoch: 15 })]
 * const { epochs } = await fit(model, { x: [[0], [1]], y: [1, 3] }, { epochs: 20, seed: 0, callbacks })
 * console.log(epochs.length) // → 20
 * ```
 */
export function stochasticWeightAveraging({ startFromEpoch, every = 1 }: StochasticWeightAveragingOptions): Callback {
  expectInteger('stochasticWeightAveraging', 'startFromEpoch', startFromEpoch, { min: 0 })
  expectInteger('stochasticWeightAveraging', 'every', every, { min: 1 })
  let means: Float64Array[] = []
  let count = 0
  return {
    onTrainBegin() {
      means = []
      count = 0
    },
    async onEpochEnd(epoch, _, { model }) {
      if (epoch < startFromEpoch || (epoch - startFromEpoch) % every !== 0) return
      const values = await readWeights(model)
      if (count === 0) means = values.map((list) => new Float64Array(list.length))
      count++
      for (const [index, list] of values.entries()) {
        const mean = means[index]!
        for (let at = 0; at < list.length; at++) mean[at]! += (list[at]! - mean[at]!) / count
      }
    },
    onTrainEnd(_, { model }) {
      if (count > 0) {
        writeWeights(
          model,
          means.map((mean) => Float32Array.from(mean)),
        )
      }
      means = []
    },
    state() {
      // Double precision as two single ones: a training that goes on ends with the same digits.
      const high = means.map((mean) => Float32Array.from(mean))
      return {
        count,
        high,
        low: means
          .map((mean, index) => mean.map((value, at) => value - high[index]![at]!))
          .map((rest) => Float32Array.from(rest)),
      }
    },
    restore(state) {
      count = state.count as number
      const [high, low] = [state.high as Float32Array[], state.low as Float32Array[]]
      means = high.map((list, index) => Float64Array.from(list, (value, at) => value + low[index]![at]!))
    },
  }
}
