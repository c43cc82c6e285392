import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Loss, Metric } from '../losses/loss.ts'
import { type LossName, lossNames, namedLoss } from '../losses/named-losses.ts'
import { type MetricName, metricNames, namedMetric } from '../metrics/named-metrics.ts'
import { setLearningRateFactors } from '../optimizers/learning-rate-factors.ts'
import { namedOptimizer, type OptimizerName, optimizerNames } from '../optimizers/named-optimizers.ts'

/** Options of {@link compile}. */
export interface CompileOptions {
  /** A name with Keras's defaults, or an optimizer of your own, which stays yours to dispose. Defaults to `'adam'`. */
  optimizer?: OptimizerName | tf.Optimizer
  /** A name, a function, or one of them per output of the model; their sum is minimised. */
  loss: LossName | Loss | readonly (LossName | Loss)[]
  /** Judged at the end of each epoch, over all its rows. Defaults to none. */
  metrics?: readonly (MetricName | Metric)[]
  /** For an optimizer given by name. Defaults to Keras's, 0.001 for most. */
  learningRate?: number
  /**
   * For fine-tuning: a factor on the learning rate from the named layer on, up to the next that is named, in the order
   * of the layers, those of models among them included. `{ conv1: 0.01, conv5: 0.1, head: 1 }` lets early layers learn
   * slowly. Schedules move all rates together. Defaults to 1 for every layer.
   */
  learningRateFactors?: Readonly<Record<string, number>>
}

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
 */
export function compile(
  model: LayersModel,
  { optimizer = 'adam', loss, metrics = [], learningRate, learningRateFactors }: CompileOptions,
): void {
  const losses = (Array.isArray(loss) ? (loss as readonly (LossName | Loss)[]) : [loss as LossName | Loss]).map(lossOf)
  if (losses.length > 1 && losses.length !== model.outputs.length) {
    throw new RangeError(
      `compile: expected one loss, or one for each of the ${model.outputs.length} outputs, received ${losses.length} losses.`,
    )
  }
  const outputs = model.outputs[0]?.shape.at(-1)
  const judged = metrics.map((metric) => metricOf(metric, losses[0]!, outputs))
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
  model.compile({ optimizer: used, loss: losses.length > 1 ? losses : losses[0]!, metrics: judged })
  state.isOptimizerOwned = owned
}

function lossOf(loss: LossName | Loss): Loss {
  const found = typeof loss === 'function' ? loss : namedLoss(loss)
  if (!found) {
    throw new RangeError(
      `compile: expected a known loss, received loss=${loss}. Known: ${lossNames.join(', ')}; or give a function.`,
    )
  }
  return found
}

function metricOf(metric: MetricName | Metric, loss: Loss, outputs: number | null | undefined): Metric {
  const found = typeof metric === 'function' ? metric : namedMetric(metric, loss, outputs)
  if (!found) {
    throw new RangeError(
      `compile: expected known metrics, received ${metric}. Known: ${metricNames.join(', ')}; or give a function.`,
    )
  }
  return found
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
