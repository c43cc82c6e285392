import type * as tf from '@tensorflow/tfjs-core'

interface WithRate {
  learningRate?: unknown
  setLearningRate?(learningRate: number): void
}

/** The learning rate of an optimizer; undefined when it has none. */
export function learningRateOf(optimizer: tf.Optimizer): number | undefined {
  const { learningRate } = optimizer as unknown as WithRate
  return typeof learningRate === 'number' ? learningRate : undefined
}

/** Sets the learning rate of an optimizer from the next step on. */
export function setLearningRate(optimizer: tf.Optimizer, learningRate: number): void {
  if (!(learningRate >= 0 && learningRate < Infinity)) {
    throw new RangeError(`setLearningRate: expected a learning rate of at least 0, received ${learningRate}.`)
  }
  const target = optimizer as unknown as WithRate
  if (learningRateOf(optimizer) === undefined) {
    throw new TypeError(
      'setLearningRate: expected an optimizer with a learning rate, received one without. Use another optimizer.',
    )
  }
  if (target.setLearningRate) target.setLearningRate(learningRate)
  else target.learningRate = learningRate
}
