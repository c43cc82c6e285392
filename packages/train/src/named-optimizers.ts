import * as tf from '@tensorflow/tfjs-core'

/** Keras's name of an optimizer, camelCased. */
export type OptimizerName = 'adadelta' | 'adagrad' | 'adam' | 'adamax' | 'momentum' | 'rmsprop' | 'sgd'

const optimizers: Record<OptimizerName, (learningRate?: number) => tf.Optimizer> = {
  adadelta: (learningRate = 0.001) => tf.train.adadelta(learningRate, 0.95, 1e-7),
  adagrad: (learningRate = 0.001) => tf.train.adagrad(learningRate, 0.1),
  adam: (learningRate = 0.001) => tf.train.adam(learningRate, 0.9, 0.999, 1e-7),
  adamax: (learningRate = 0.001) => tf.train.adamax(learningRate, 0.9, 0.999, 1e-7),
  momentum: (learningRate = 0.01) => tf.train.momentum(learningRate, 0.9),
  rmsprop: (learningRate = 0.001) => tf.train.rmsprop(learningRate, 0.9, 0, 1e-7),
  sgd: (learningRate = 0.01) => tf.train.sgd(learningRate),
}

/** Every name {@link namedOptimizer} knows. */
export const optimizerNames: readonly OptimizerName[] = Object.keys(optimizers) as OptimizerName[]

/** The optimizer of that name with Keras's defaults, or undefined. */
export function namedOptimizer(name: string, learningRate?: number): tf.Optimizer | undefined {
  return Object.hasOwn(optimizers, name) ? optimizers[name as OptimizerName](learningRate) : undefined
}
