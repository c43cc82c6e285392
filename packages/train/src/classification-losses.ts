import * as tf from '@tensorflow/tfjs-core'
import type { Loss } from './loss.ts'
import { named } from './named.ts'

const epsilon = 1e-7
const clip = (values: tf.Tensor): tf.Tensor => tf.clipByValue(values, epsilon, 1 - epsilon)

/** Options of the cross-entropies. */
export interface CrossentropyOptions {
  /** The model's output has no softmax or sigmoid: its values are logits. Defaults to false. */
  fromLogits?: boolean
}

const softmaxCrossentropy = tf.customGrad((...values) => {
  const [targets, logits, save] = values as unknown as [tf.Tensor, tf.Tensor, (tensors: tf.Tensor[]) => void]
  const shifted = tf.sub(logits, tf.max(logits, -1, true))
  const exponentials = tf.exp(shifted)
  const sums = tf.sum(exponentials, -1, true)
  save([targets, tf.div(exponentials, sums)])
  return {
    value: tf.sum(tf.mul(targets, tf.sub(tf.log(sums), shifted)), -1),
    gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const [target, shares] = saved as [tf.Tensor, tf.Tensor]
      return [tf.zerosLike(target), tf.mul(tf.expandDims(gradient, -1), tf.sub(shares, target))]
    },
  }
})

const categoricalOfLogits = (yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor => softmaxCrossentropy(yTrue, logits)

const categoricalOfProbabilities = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
  const shares = clip(tf.div(yPred, tf.sum(yPred, -1, true)))
  return tf.neg(tf.sum(tf.mul(yTrue, tf.log(shares)), -1))
}

const oneHotLike = (labels: tf.Tensor, yPred: tf.Tensor): tf.Tensor =>
  tf.oneHot(tf.cast(tf.reshape(labels, yPred.shape.slice(0, -1)), 'int32'), yPred.shape.at(-1)!)

const sparseOfLogits = (yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor =>
  categoricalOfLogits(oneHotLike(yTrue, logits), logits)

const sparseOfProbabilities = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
  const clipped = clip(yPred)
  const own = tf.sum(tf.mul(oneHotLike(yTrue, yPred), clipped), -1)
  return tf.sub(tf.log(tf.sum(clipped, -1)), tf.log(own))
}

const rowMeans = (values: tf.Tensor): tf.Tensor => (values.rank < 2 ? values : tf.mean(values, -1))

const binaryOfLogits = (yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor =>
  rowMeans(tf.sub(tf.softplus(logits), tf.mul(logits, yTrue)))

const binaryOfProbabilities = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
  const p = clip(yPred)
  return tf.neg(rowMeans(tf.add(tf.mul(yTrue, tf.log(p)), tf.mul(tf.sub(1, yTrue), tf.log(tf.sub(1, p))))))
}

const crossentropy = (
  name: string,
  activation: 'softmax' | 'sigmoid',
  ofProbabilities: Loss,
  ofLogits: Loss,
  fromLogits: boolean,
): Loss =>
  fromLogits
    ? named(name, (yTrue: tf.Tensor, yPred: tf.Tensor) => ofLogits(yTrue, yPred))
    : Object.assign(
        named(name, (yTrue: tf.Tensor, yPred: tf.Tensor) => ofProbabilities(yTrue, yPred)),
        { ofLogits: { activation, loss: ofLogits } },
      )

/**
 * For one-hot targets `[rows, classes]`.
 *
 * @see Keras `losses.CategoricalCrossentropy`
 */
export function categoricalCrossentropy({ fromLogits = false }: CrossentropyOptions = {}): Loss {
  return crossentropy(
    'categorical_crossentropy',
    'softmax',
    categoricalOfProbabilities,
    categoricalOfLogits,
    fromLogits,
  )
}

/**
 * For targets that are class numbers `[rows]`, counted from 0.
 *
 * @see Keras `losses.SparseCategoricalCrossentropy`
 */
export function sparseCategoricalCrossentropy({ fromLogits = false }: CrossentropyOptions = {}): Loss {
  const name = 'sparse_categorical_crossentropy'
  return crossentropy(name, 'softmax', sparseOfProbabilities, sparseOfLogits, fromLogits)
}

/**
 * For targets of 0 and 1, `[rows]` or `[rows, labels]`.
 *
 * @see Keras `losses.BinaryCrossentropy`
 */
export function binaryCrossentropy({ fromLogits = false }: CrossentropyOptions = {}): Loss {
  return crossentropy('binary_crossentropy', 'sigmoid', binaryOfProbabilities, binaryOfLogits, fromLogits)
}

/** The information lost when `yPred` stands for the distribution `yTrue`. @see Keras `losses.KLDivergence` */
export const klDivergence: Loss = named('kl_divergence', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const t = tf.clipByValue(yTrue, epsilon, 1)
  return tf.sum(tf.mul(t, tf.log(tf.div(t, tf.clipByValue(yPred, epsilon, 1)))), -1)
})

/** Labels 0 and 1 become −1 and 1; labels that are already −1 and 1 stay. */
const signs = (yTrue: tf.Tensor): tf.Tensor => {
  const zeroOrOne = tf.all(tf.logicalOr(tf.equal(yTrue, 0), tf.equal(yTrue, 1)))
  return tf.where(zeroOrOne, tf.sub(tf.mul(yTrue, 2), 1), yTrue)
}

/** For targets of −1 and 1, or 0 and 1. @see Keras `losses.Hinge` */
export const hinge: Loss = named('hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.relu(tf.sub(1, tf.mul(signs(yTrue), yPred)))),
)

/** For targets of −1 and 1, or 0 and 1. @see Keras `losses.SquaredHinge` */
export const squaredHinge: Loss = named('squared_hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) =>
  rowMeans(tf.square(tf.relu(tf.sub(1, tf.mul(signs(yTrue), yPred))))),
)

/** For one-hot targets. @see Keras `losses.CategoricalHinge` */
export const categoricalHinge: Loss = named('categorical_hinge', (yTrue: tf.Tensor, yPred: tf.Tensor) => {
  const own = tf.sum(tf.mul(yTrue, yPred), -1)
  const other = tf.max(tf.mul(tf.sub(1, yTrue), yPred), -1)
  return tf.relu(tf.add(tf.sub(other, own), 1))
})
