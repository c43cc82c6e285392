import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import { forSameShape } from '../losses/checked.ts'
import type { Metric } from '../losses/loss.ts'
import { expectMetricName, type MetricNameOptions } from './metric-name.ts'

/** Options of {@link auc}. */
export interface AucOptions extends MetricNameOptions {
  /** `ROC`: true against false positive rate; `PR`: precision against recall. Defaults to `'ROC'`. */
  curve?: 'PR' | 'ROC'
  /** At how many probabilities the curve is taken, at least 3. Defaults to 200. */
  thresholds?: number
}

/**
 * The area under a curve of a model that gives probabilities of 0 or 1: 1 is perfect, for `ROC` 0.5 is chance. NaN where
 * a prediction is no probability: give the model a sigmoid.
 *
 * @throws RangeError when there are fewer than 3 thresholds, or for another curve.
 * @see Keras `metrics.AUC`
 * @example
 * ```ts
 * import { auc } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const value = auc()(tf.tensor([[0], [0], [1], [1]]), tf.tensor([[0.1], [0.4], [0.35], [0.8]]))
 * console.log(value.arraySync()) // → 0.75
 * ```
 */
export function auc({ curve = 'ROC', thresholds = 200, name }: AucOptions = {}): Metric {
  expectMetricName('auc', name)
  if (curve !== 'ROC' && curve !== 'PR') {
    throw new RangeError(`auc: expected 'ROC' or 'PR', received curve=${String(curve)}.`)
  }
  expectInteger('auc', 'thresholds', thresholds, { min: 3, advice: 'Pass for example 200.' })
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const truth = tf.reshape(yTrue, [-1]) as tf.Tensor1D
    const guess = tf.reshape(yPred, [-1])
    const isProbability = tf.all(tf.logicalAnd(tf.greaterEqual(guess, 0), tf.lessEqual(guess, 1)))
    // Each prediction counts for the thresholds below it: it falls into the bucket above the last of them.
    const bucket = tf.relu(tf.sub(tf.ceil(tf.mul(guess, thresholds - 1)), 1))
    const buckets = tf.cast(tf.where(isProbability, bucket, tf.zerosLike(bucket)), 'int32') as tf.Tensor1D
    const over = (weights: tf.Tensor1D): tf.Tensor =>
      tf.cumsum(tf.denseBincount(buckets, weights, thresholds), 0, false, true)
    const truePositives = over(truth)
    const falsePositives = over(tf.sub(1, truth) as tf.Tensor1D)
    const positives = tf.sum(truth)
    const area =
      curve === 'ROC'
        ? rocArea(tf.divNoNan(truePositives, positives), tf.divNoNan(falsePositives, tf.sum(tf.sub(1, truth))))
        : precisionArea(truePositives, falsePositives, positives)
    return tf.where(isProbability, area, Number.NaN)
  }
  return forSameShape('auc', metric, { curve, thresholds }, name)
}

const before = (values: tf.Tensor): tf.Tensor => tf.slice(values, 0, values.size - 1)
const after = (values: tf.Tensor): tf.Tensor => tf.slice(values, 1)

/** Trapezoids under the true positive rate over the false positive rate; both fall. */
function rocArea(truePositiveRate: tf.Tensor, falsePositiveRate: tf.Tensor): tf.Tensor {
  const widths = tf.sub(before(falsePositiveRate), after(falsePositiveRate))
  return tf.sum(tf.mul(widths, tf.div(tf.add(before(truePositiveRate), after(truePositiveRate)), 2)))
}

/** Under precision over recall; between points, true positives grow in a line (Davis and Goadrich 2006). */
function precisionArea(truePositives: tf.Tensor, falsePositives: tf.Tensor, positives: tf.Tensor): tf.Tensor {
  const predicted = tf.add(truePositives, falsePositives)
  const gained = tf.sub(before(truePositives), after(truePositives))
  const slope = tf.divNoNan(gained, tf.relu(tf.sub(before(predicted), after(predicted))))
  const intercept = tf.sub(after(truePositives), tf.mul(slope, after(predicted)))
  const both = tf.logicalAnd(tf.greater(before(predicted), 0), tf.greater(after(predicted), 0))
  const ratio = tf.where(both, tf.divNoNan(before(predicted), after(predicted)), tf.onesLike(slope))
  return tf.sum(tf.divNoNan(tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio)))), positives))
}
