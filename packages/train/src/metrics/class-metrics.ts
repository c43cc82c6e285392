import * as tf from '@tensorflow/tfjs-core'
import { forClassNumbers, forSameShape } from '../losses/checked.ts'
import type { Metric } from '../losses/loss.ts'
import { expectMetricName, type MetricNameOptions } from './metric-name.ts'

const epsilon = 1e-7
const count = (flags: tf.Tensor, axis?: number): tf.Tensor => tf.sum(tf.cast(flags, 'float32'), axis)

/** a / b, and 0 where b is 0. */
const shareOf = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.divNoNan(a, b)

/** Options of {@link precision} and {@link recall}. */
export interface ThresholdOptions extends MetricNameOptions {
  /** The probability from which a prediction counts as positive, in (0, 1). Defaults to 0.5. */
  threshold?: number
}

function checkThreshold(caller: string, { threshold = 0.5, name }: ThresholdOptions): void {
  expectMetricName(caller, name)
  if (threshold > 0 && threshold < 1) return
  throw new RangeError(`${caller}: expected a threshold in (0, 1), received threshold=${threshold}.`)
}

/**
 * Of the predicted positives, the share that is.
 *
 * @see Keras `metrics.Precision`
 * @example
 * ```ts
 * import { precision } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = precision()(tf.tensor([[1], [0]]), tf.tensor([[0.7], [0.6]]))
 * console.log(value.arraySync()) // → 0.5
 * ```
 */
export function precision({ threshold = 0.5, name }: ThresholdOptions = {}): Metric {
  checkThreshold('precision', { threshold, ...(name !== undefined && { name }) })
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const positive = tf.cast(tf.greater(yPred, threshold), 'float32')
    return shareOf(tf.sum(tf.mul(positive, yTrue)), tf.sum(positive))
  }
  return forSameShape('precision', metric, { threshold }, name)
}

/**
 * Of the true positives, the share that is predicted.
 *
 * @see Keras `metrics.Recall`
 * @example
 * ```ts
 * import { recall } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = recall()(tf.tensor([[1], [0]]), tf.tensor([[0.7], [0.6]]))
 * console.log(value.arraySync()) // → 1
 * ```
 */
export function recall({ threshold = 0.5, name }: ThresholdOptions = {}): Metric {
  checkThreshold('recall', { threshold, ...(name !== undefined && { name }) })
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const positive = tf.cast(tf.greater(yPred, threshold), 'float32')
    return shareOf(tf.sum(tf.mul(positive, yTrue)), tf.sum(yTrue))
  }
  return forSameShape('recall', metric, { threshold }, name)
}

/** Options of {@link f1Score}. */
export interface F1ScoreOptions extends MetricNameOptions {
  /** `macro` counts every class the same, `weighted` every row, `micro` takes all classes together. Defaults to `'macro'`. */
  average?: 'macro' | 'micro' | 'weighted'
}

/**
 * The harmonic mean of precision and recall over classes, for one-hot targets; the largest output is the prediction.
 *
 * @see Keras `metrics.F1Score`
 * @example
 * ```ts
 * import { f1Score } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = f1Score({ average: 'micro' })(tf.tensor([[0, 1], [1, 0]]), tf.tensor([[0.2, 0.8], [0.4, 0.6]]))
 * console.log(value.arraySync()) // → 0.49999…
 * ```
 */
export function f1Score({ average = 'macro', name }: F1ScoreOptions = {}): Metric {
  expectMetricName('f1Score', name)
  if (!['macro', 'micro', 'weighted'].includes(average)) {
    throw new RangeError(`f1Score: expected 'macro', 'micro' or 'weighted', received average=${average}.`)
  }
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const guess = tf.cast(tf.equal(yPred, tf.max(yPred, -1, true)), 'float32')
    const axis = average === 'micro' ? undefined : 0
    const right = tf.sum(tf.mul(guess, yTrue), axis)
    const support = tf.sum(yTrue, axis)
    const found = shareOf(right, support)
    const sure = shareOf(right, tf.sum(guess, axis))
    const scores = shareOf(tf.mul(2, tf.mul(sure, found)), tf.add(tf.add(sure, found), epsilon))
    return average === 'weighted' ? tf.div(tf.sum(tf.mul(scores, support)), tf.sum(support)) : tf.mean(scores)
  }
  return forSameShape('f1_score', metric, { average }, name)
}

/** Options of {@link topKCategoricalAccuracy} and {@link sparseTopKCategoricalAccuracy}. */
export interface TopKOptions extends MetricNameOptions {
  /** How many guesses each row has. Defaults to 5. */
  k?: number
}

function checkTopK(caller: string, k: number, name: string | undefined): void {
  expectMetricName(caller, name)
  if (Number.isSafeInteger(k) && k >= 1) return
  throw new RangeError(`${caller}: expected a whole number of at least 1, received k=${k}.`)
}

const amongFirst = (own: tf.Tensor, yPred: tf.Tensor, k: number): tf.Tensor =>
  tf.less(count(tf.greater(yPred, tf.expandDims(own, -1)), -1), k)

/**
 * The share of rows whose one-hot class is among the `k` largest outputs.
 *
 * @see Keras `metrics.TopKCategoricalAccuracy`
 * @example
 * ```ts
 * import { topKCategoricalAccuracy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = topKCategoricalAccuracy({ k: 2 })(tf.tensor([[1, 0, 0]]), tf.tensor([[0.3, 0.6, 0.1]]))
 * console.log(value.arraySync()) // → [1]
 * ```
 */
export function topKCategoricalAccuracy({ k = 5, name }: TopKOptions = {}): Metric {
  checkTopK('topKCategoricalAccuracy', k, name)
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor =>
    amongFirst(tf.sum(tf.mul(yTrue, yPred), -1), yPred, k)
  return forSameShape('top_k_categorical_accuracy', metric, { k }, name)
}

/**
 * The share of rows whose class number is among the `k` largest outputs.
 *
 * @see Keras `metrics.SparseTopKCategoricalAccuracy`
 * @example
 * ```ts
 * import { sparseTopKCategoricalAccuracy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = sparseTopKCategoricalAccuracy({ k: 2 })(tf.tensor([2]), tf.tensor([[0.3, 0.6, 0.1]]))
 * console.log(value.arraySync()) // → [0]
 * ```
 */
export function sparseTopKCategoricalAccuracy({ k = 5, name }: TopKOptions = {}): Metric {
  checkTopK('sparseTopKCategoricalAccuracy', k, name)
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const labels = tf.cast(tf.reshape(yTrue, yPred.shape.slice(0, -1)), 'int32')
    const own = tf.sum(tf.mul(tf.oneHot(labels, yPred.shape.at(-1)!), yPred), -1)
    return amongFirst(own, yPred, k)
  }
  return forClassNumbers('sparse_top_k_categorical_accuracy', metric, { k }, name)
}
