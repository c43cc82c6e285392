import { rejectUnknownOptions } from '@dlw/data/arguments'
import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { setLearningRateFactors } from '../optimizers/learning-rate-factors.ts'
import { namedOptimizer, type OptimizerName, optimizerNames } from '../optimizers/named-optimizers.ts'
import { keepCompilation } from './compilation.ts'
import { ensureBuilt } from './ensure-built.ts'
import { type LossChoice, lossesOf, lossWeightsOf, metricsOf, type OutputMetrics } from './objectives.ts'

/** Options of {@link compile}. */
export interface CompileOptions {
  /** A name with Keras's defaults, or an optimizer of your own, which stays yours to dispose. Defaults to `'adam'`. */
  optimizer?: OptimizerName | tf.Optimizer
  /**
   * A name or a function, which every output gets; or one for each output, as a list or under the outputs' names, `null`
   * for an output that is not trained. Their sum is minimised.
   */
  loss: LossChoice
  /** How much the loss of each output counts, as a list or under the outputs' names. Defaults to 1 for each. */
  lossWeights?: readonly number[] | Readonly<Record<string, number>>
  /**
   * Measured at the end of each epoch, over all its rows. With several outputs an entry for each, as a list or under the
   * outputs' names: a metric or a list of them; one metric alone is for all. `'accuracy'` is binary, categorical or sparse categorical by the shapes of
   * each output and its targets, as in Keras: for several yes-or-no outputs in one ask for `'binaryAccuracy'`. Defaults to
   * none.
   */
  metrics?: readonly (OutputMetrics | null)[] | Readonly<Record<string, OutputMetrics | null>>
  /** For an optimizer given by name. Defaults to Keras's, 0.001 for most. */
  learningRate?: number
  /**
   * For fine-tuning: a factor on the learning rate from the named layer on, up to the next that is named, in the order
   * of the layers, those of models among them included. `{ conv1: 0.01, conv5: 0.1, head: 1 }` lets early layers learn
   * slowly. Schedules move all rates together. Defaults to 1 for every layer.
   */
  learningRateFactors?: Readonly<Record<string, number>>
}

const known = [
  'optimizer',
  'loss',
  'lossWeights',
  'metrics',
  'learningRate',
  'learningRateFactors',
] satisfies (keyof CompileOptions)[]

/**
 * Tells a model how to train: what to minimise, how, and what to report. Everything is kept in the model, so plain
 * `model.fit` works as well, and {@link fit} needs no more than the model.
 *
 * Compiling again starts with a fresh optimizer. An optimizer made from a name belongs to the model.
 *
 * @throws RangeError for a name that does not exist, with the list of those that do; for a learning rate or a factor that
 * is not positive. TypeError for factors with an optimizer that is not of this package.
 * @see Keras `Model.compile`
 * @example
 * ```ts
 * import { compile, fit } from '@dlw/train'
 *
 * compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
 * const { metrics } = await fit(model, train, { epochs: 10, seed: 0 })
 * console.log(metrics.accuracy!.at(-1)! > 0.95) // → true
 * ```
 * @example Several outputs, by name
 * ```ts
 * import { compile, fit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const input = tf.input({ shape: [2] })
 * const price = tf.layers.dense({ units: 1, name: 'price' }).apply(input) as tf.SymbolicTensor
 * const kind = tf.layers.dense({ units: 3, activation: 'softmax', name: 'kind' }).apply(input) as tf.SymbolicTensor
 * const model = tf.model({ inputs: input, outputs: [price, kind] })
 * compile(model, {
 *   loss: { price: 'mse', kind: 'sparseCategoricalCrossentropy' },
 *   lossWeights: { price: 0.1, kind: 1 },
 *   metrics: { kind: 'accuracy' },
 * })
 * const data = { x: [[0, 1], [1, 0]], y: { price: [10, 20], kind: [0, 2] } }
 * const { metrics } = await fit(model, data, { epochs: 1, seed: 0 })
 * console.log(Object.keys(metrics)) // → ['loss', 'price_loss', 'kind_loss', 'kind_accuracy']
 * ```
 */
export function compile(model: LayersModel, options: CompileOptions): void {
  rejectUnknownOptions('compile', options, known)
  const { optimizer = 'adam', loss, lossWeights, metrics = [], learningRate, learningRateFactors } = options
  ensureBuilt(model)
  const losses = lossesOf(model, loss)
  const resolved = metricsOf(model, metrics)
  const weights = lossWeightsOf(model, lossWeights)
  const owned = typeof optimizer === 'string'
  const used = owned ? optimizerOf(optimizer, learningRate) : optimizer
  if (!owned && learningRate !== undefined) {
    throw new RangeError(
      `compile: expected learningRate only with an optimizer given by name, received learningRate=${learningRate}. Set it on the optimizer.`,
    )
  }
  if (learningRateFactors) setLearningRateFactors(model, used, learningRateFactors)
  const state = model as unknown as { isOptimizerOwned?: boolean; optimizer_?: tf.Optimizer }
  if (state.isOptimizerOwned && state.optimizer_ !== used) state.optimizer_?.dispose()
  keepCompilation(model, { optimizer: used, losses, lossWeights: weights, metrics: resolved })
  state.isOptimizerOwned = owned
}

function optimizerOf(name: OptimizerName, learningRate: number | undefined): tf.Optimizer {
  const optimizer = namedOptimizer(name, learningRate === undefined ? {} : { learningRate })
  if (!optimizer) {
    throw new RangeError(
      `compile: expected a known optimizer, received optimizer=${name}. Known: ${optimizerNames.join(', ')}; or give a tf.Optimizer.`,
    )
  }
  return optimizer
}
