import type * as tf from '@tensorflow/tfjs-core'
import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adam, adamW } from './adam.ts'
import { adamax } from './adamax.ts'
import { lion } from './lion.ts'
import { nadam } from './nadam.ts'
import type { OptimizerOptions } from './optimizer-options.ts'
import { rmsprop } from './rmsprop.ts'
import { sgd } from './sgd.ts'

/** Keras's name of an optimizer, camelCased; `momentum` is `sgd` with a momentum of 0.9. */
export type OptimizerName =
  | 'adadelta'
  | 'adagrad'
  | 'adam'
  | 'adamW'
  | 'adamax'
  | 'lion'
  | 'momentum'
  | 'nadam'
  | 'rmsprop'
  | 'sgd'

const optimizers: Record<OptimizerName, (options: OptimizerOptions) => tf.Optimizer> = {
  adadelta,
  adagrad,
  adam,
  adamW,
  adamax,
  lion,
  momentum: (options) => sgd({ momentum: 0.9, ...options }),
  nadam,
  rmsprop,
  sgd,
}

/** Every name {@link namedOptimizer} knows. */
export const optimizerNames: readonly OptimizerName[] = Object.keys(optimizers) as OptimizerName[]

/** The optimizer of that name with Keras's defaults, or undefined. */
export function namedOptimizer(name: string, options: OptimizerOptions): tf.Optimizer | undefined {
  return Object.hasOwn(optimizers, name) ? optimizers[name as OptimizerName](options) : undefined
}
