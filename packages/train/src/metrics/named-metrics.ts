import type * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../losses/loss.ts'
import { named, originOf } from '../losses/named.ts'
import { type LossName, lossNames, namedLoss } from '../losses/named-losses.ts'
import { auc } from './auc.ts'
import { f1Score, precision, recall, sparseTopKCategoricalAccuracy, topKCategoricalAccuracy } from './class-metrics.ts'
import {
  binaryAccuracy,
  categoricalAccuracy,
  cosineProximity,
  r2Score,
  rootMeanSquaredError,
  sparseCategoricalAccuracy,
} from './metrics.ts'

type OwnName =
  | 'auc'
  | 'binaryAccuracy'
  | 'categoricalAccuracy'
  | 'cosineSimilarity'
  | 'f1Score'
  | 'precision'
  | 'r2Score'
  | 'recall'
  | 'rootMeanSquaredError'
  | 'sparseCategoricalAccuracy'
  | 'sparseTopKCategoricalAccuracy'
  | 'topKCategoricalAccuracy'

/** Keras's name of a metric, camelCased; a loss is a metric too. */
export type MetricName = 'accuracy' | OwnName | LossName

const metrics: Record<OwnName, (options?: object) => Metric> = {
  auc,
  binaryAccuracy: () => binaryAccuracy,
  categoricalAccuracy: () => categoricalAccuracy,
  cosineSimilarity: () => cosineProximity,
  f1Score,
  precision,
  r2Score: () => r2Score,
  recall,
  rootMeanSquaredError: () => rootMeanSquaredError,
  sparseCategoricalAccuracy: () => sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
}

/** Every name {@link namedMetric} knows. */
export const metricNames: readonly MetricName[] = [
  ...new Set<MetricName>(['accuracy', ...(Object.keys(metrics) as OwnName[]), ...lossNames]),
]

/** Keras logs these under the name they were asked for by. */
const shortForms = ['mae', 'mape', 'mse', 'msle']

/**
 * What `accuracy` means, as Keras 3 sees it from the shapes: one output is right or wrong at 0.5, fewer axes in the
 * targets are class numbers, and else the largest outputs are compared.
 */
function accuracyByShape(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const classes = yPred.shape.at(-1)!
  if (classes === 1) return binaryAccuracy(yTrue, yPred)
  return yTrue.rank < yPred.rank || yTrue.shape.at(-1) === 1
    ? sparseCategoricalAccuracy(yTrue, yPred)
    : categoricalAccuracy(yTrue, yPred)
}

/** The metric of that name, made with its options if it takes any, or undefined. */
export function namedMetric(name: string, options?: object): Metric | undefined {
  if (name === 'accuracy' || name === 'acc') {
    return named(name, (yTrue: tf.Tensor, yPred: tf.Tensor) => accuracyByShape(yTrue, yPred))
  }
  if (Object.hasOwn(metrics, name)) return metrics[name as OwnName](options)
  const asMetric = namedLoss(name, options)
  const shown = shortForms.includes(name) ? name : asMetric?.name
  return asMetric && named(shown!, (yTrue, yPred) => asMetric(yTrue, yPred), originOf(asMetric)?.settings)
}
