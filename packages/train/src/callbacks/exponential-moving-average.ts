import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { Callback, Training } from '../loop/callback.ts'

/** Options of {@link exponentialMovingAverage}. */
export interface ExponentialMovingAverageOptions {
  /** How much of the average stays at each step, in [0, 1). Defaults to 0.99. */
  momentum?: number
  /** Every how many steps to put the average into the model, for training to go on from there. Defaults to never. */
  overwriteFrequency?: number
}

/**
 * Keeps an exponential moving average of the trainable weights over the steps, and ends the training with it: often a
 * better model than the last step's, at no cost but memory. Values of validation are those of the weights that train.
 *
 * Put it before callbacks that read weights at the end of a training, and not together with `restoreBestWeights`.
 *
 * @throws RangeError when `momentum` is not in [0, 1).
 * @see Keras `optimizers.Adam(use_ema=True)`
 * @example
 * ```ts
 * import { compile, exponentialMovingAverage, fit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', optimizer: 'sgd' })
 * const callbacks = [exponentialMovingAverage({ momentum: 0.9 })]
 * const { epochs } = await fit(model, { x: [[0], [1]], y: [1, 3] }, { epochs: 20, seed: 0, callbacks })
 * console.log(epochs.length) // → 20
 * ```
 */
export function exponentialMovingAverage({
  momentum = 0.99,
  overwriteFrequency,
}: ExponentialMovingAverageOptions = {}): Callback {
  if (!(momentum >= 0 && momentum < 1)) {
    throw new RangeError(`exponentialMovingAverage: expected a momentum in [0, 1), received momentum=${momentum}.`)
  }
  if (overwriteFrequency !== undefined) {
    expectInteger('exponentialMovingAverage', 'overwriteFrequency', overwriteFrequency, { min: 1 })
  }
  let averages: tf.Tensor[] = []
  let steps = 0
  const weightsOf = ({ model }: Training) => model.trainableWeights

  /** After each step: there is one more, or an epoch ends. */
  const update = (training: Training): void => {
    const values = weightsOf(training).map((weight) => weight.read())
    const before = averages
    averages = tf.tidy(() =>
      values.map((value, index) =>
        steps === 0
          ? tf.keep(tf.clone(value))
          : tf.keep(tf.add(tf.mul(before[index]!, momentum), tf.mul(value, 1 - momentum))),
      ),
    )
    tf.dispose(before)
    steps++
    if (overwriteFrequency !== undefined && steps % overwriteFrequency === 0) write(training)
  }
  const write = (training: Training): void => {
    tf.tidy(() => {
      for (const [index, weight] of weightsOf(training).entries()) weight.write(tf.clone(averages[index]!))
    })
  }
  return {
    onTrainBegin() {
      tf.dispose(averages)
      averages = []
      steps = 0
    },
    onBatchBegin(batch, training) {
      if (batch > 0) update(training)
    },
    onEpochEnd(_, __, training) {
      update(training)
    },
    onTrainEnd(_, training) {
      if (steps > 0) write(training)
      tf.dispose(averages)
      averages = []
    },
    async state() {
      const values: Float32Array[] = []
      for (const average of averages) values.push(Float32Array.from(await average.data()))
      return { steps, values }
    },
    restore(state, training) {
      steps = state.steps as number
      const values = state.values as Float32Array[]
      averages = weightsOf(training)
        .slice(0, values.length)
        .map((weight, index) => tf.keep(tf.tensor(values[index]!, weight.shape as number[])))
    },
  }
}
