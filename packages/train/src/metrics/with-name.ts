import type * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../losses/loss.ts'
import { named, originOf } from '../losses/named.ts'
import { expectMetricName } from './metric-name.ts'

/**
 * Gives a metric another name in logs and histories. The metric itself stays as it is.
 *
 * @param metric One of this package, a loss, or a function of your own.
 * @param name The name, such as `'rmse'`.
 * @throws TypeError for a name without a letter.
 * @see Keras `metrics.RootMeanSquaredError(name='rmse')`
 * @example
 * ```ts
 * import { compile, evaluate, rootMeanSquaredError, withName } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse', metrics: [withName(rootMeanSquaredError, 'rmse')] })
 * console.log(Object.keys(await evaluate(model, { x: [[0]], y: [1] }))) // → ['loss', 'rmse']
 * ```
 */
export function withName(metric: Metric, name: string): Metric {
  expectMetricName('withName', name)
  const copy = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => metric(yTrue, yPred)
  const origin = originOf(metric)
  if (origin) return named(name, copy, origin.settings, origin.of)
  return Object.defineProperty(copy, 'name', { value: name })
}
