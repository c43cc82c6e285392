import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { Metric } from '../losses/loss.ts'
import { named } from '../losses/named.ts'

/** Options of {@link auc}. */
export interface AucOptions {
  /** `ROC`: true against false positive rate; `PR`: precision against recall. Defaults to `'ROC'`. */
  curve?: 'PR' | 'ROC'
  /** At how many probabilities the curve is taken, at least 3. Defaults to 200. */
  thresholds?: number
}

/**
 * The area under a curve of a model that gives probabilities of 0 or 1: 1 is perfect, for `ROC` 0.5 is chance.
 *
 * @throws RangeError when there are fewer than 3 thresholds.
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
export function auc({ curve = 'ROC', thresholds = 200 }: AucOptions = {}): Metric {
  expectInteger('auc', 'thresholds', thresholds, { min: 3, advice: 'Pass for example 200.' })
  const inner = Array.from({ length: thresholds - 2 }, (_, index) => (index + 1) / (thresholds - 1))
  const points = [-1e-7, ...inner, 1 + 1e-7]
  const metric = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
    const truth = tf.reshape(yTrue, [1, -1])
    const over = tf.cast(tf.greater(tf.reshape(yPred, [-1, 1]), tf.tensor1d(points)), 'float32')
    const truePositives = tf.reshape(tf.matMul(truth, over), [-1])
    const falsePositives = tf.sub(tf.sum(over, 0), truePositives)
    const positives = tf.sum(truth)
    return curve === 'ROC'
      ? rocArea(tf.divNoNan(truePositives, positives), tf.divNoNan(falsePositives, tf.sum(tf.sub(1, truth))))
      : precisionArea(truePositives, falsePositives, positives)
  }
  return named('auc', metric, { curve, thresholds })
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
