import * as tf from '@tensorflow/tfjs-core'
import { forClassNumbers, forSameShape } from './checked.ts'
import type { Loss } from './loss.ts'
import { rowMeans } from './row-means.ts'

const epsilon = 1e-7
const clip = (values: tf.Tensor): tf.Tensor => tf.clipByValue(values, epsilon, 1 - epsilon)

/** Options of the cross-entropies. */
export interface CrossentropyOptions {
  /** The model's output has no softmax or sigmoid: its values are logits. Defaults to false. */
  fromLogits?: boolean
  /** How much of each target is spread evenly over the classes, in [0, 1). Defaults to 0. */
  labelSmoothing?: number
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

const binaryOfLogits = (yTrue: tf.Tensor, logits: tf.Tensor): tf.Tensor =>
  rowMeans(tf.sub(tf.softplus(logits), tf.mul(logits, yTrue)))

const binaryOfProbabilities = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => {
  const p = clip(yPred)
  return tf.neg(rowMeans(tf.add(tf.mul(yTrue, tf.log(p)), tf.mul(tf.sub(1, yTrue), tf.log(tf.sub(1, p))))))
}

interface Kind {
  name: string
  /** Whether targets are class numbers. */
  takesClassNumbers?: boolean
  activation: 'softmax' | 'sigmoid'
  ofProbabilities: Loss
  ofLogits: Loss
  /** What smoothing mixes into the targets: a value for each class. */
  even: (yPred: tf.Tensor) => number
}

function crossentropy(kind: Kind, { fromLogits = false, labelSmoothing = 0 }: CrossentropyOptions): Loss {
  const { name, activation, even } = kind
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new RangeError(`${name}: expected a labelSmoothing in [0, 1), received ${labelSmoothing}. 0.1 is usual.`)
  }
  const smoothed =
    (loss: Loss): Loss =>
    (yTrue, yPred) =>
      labelSmoothing === 0
        ? loss(yTrue, yPred)
        : loss(tf.add(tf.mul(yTrue, 1 - labelSmoothing), labelSmoothing * even(yPred)), yPred)
  const ofLogits = smoothed(kind.ofLogits)
  const settings = { ...(fromLogits && { fromLogits }), ...(labelSmoothing > 0 && { labelSmoothing }) }
  const checked = kind.takesClassNumbers ? forClassNumbers : forSameShape
  if (fromLogits) return checked(name, ofLogits, settings)
  return Object.assign(checked(name, smoothed(kind.ofProbabilities), settings), {
    ofLogits: { activation, loss: checked(name, ofLogits, settings) },
  })
}

/**
 * For one-hot targets `[rows, classes]`.
 *
 * @throws RangeError when `labelSmoothing` is out of range.
 * @see Keras `losses.CategoricalCrossentropy`
 * @example
 * ```ts
 * import { categoricalCrossentropy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = categoricalCrossentropy()(tf.tensor([[0, 1]]), tf.tensor([[0.5, 0.5]]))
 * console.log(loss.arraySync()) // → [0.6931471824645996]
 * ```
 */
export function categoricalCrossentropy(options: CrossentropyOptions = {}): Loss {
  const kind: Kind = {
    name: 'categorical_crossentropy',
    activation: 'softmax',
    ofProbabilities: categoricalOfProbabilities,
    ofLogits: categoricalOfLogits,
    even: (yPred) => 1 / yPred.shape.at(-1)!,
  }
  return crossentropy(kind, options)
}

/**
 * For targets that are class numbers `[rows]`, counted from 0.
 *
 * @see Keras `losses.SparseCategoricalCrossentropy`
 * @example
 * ```ts
 * import { sparseCategoricalCrossentropy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = sparseCategoricalCrossentropy({ fromLogits: true })(tf.tensor([1]), tf.tensor([[3, 3]]))
 * console.log(loss.arraySync()) // → [0.6931471824645996]
 * ```
 */
export function sparseCategoricalCrossentropy({
  fromLogits = false,
}: Pick<CrossentropyOptions, 'fromLogits'> = {}): Loss {
  const kind: Kind = {
    name: 'sparse_categorical_crossentropy',
    takesClassNumbers: true,
    activation: 'softmax',
    ofProbabilities: sparseOfProbabilities,
    ofLogits: sparseOfLogits,
    even: () => 0,
  }
  return crossentropy(kind, { fromLogits })
}

/**
 * For targets of 0 and 1, `[rows]` or `[rows, labels]`.
 *
 * @throws RangeError when `labelSmoothing` is out of range.
 * @see Keras `losses.BinaryCrossentropy`
 * @example
 * ```ts
 * import { binaryCrossentropy } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const loss = binaryCrossentropy()(tf.tensor([[1]]), tf.tensor([[0.5]]))
 * console.log(loss.arraySync()) // → [0.6931471824645996]
 * ```
 */
export function binaryCrossentropy(options: CrossentropyOptions = {}): Loss {
  const kind: Kind = {
    name: 'binary_crossentropy',
    activation: 'sigmoid',
    ofProbabilities: binaryOfProbabilities,
    ofLogits: binaryOfLogits,
    even: () => 0.5,
  }
  return crossentropy(kind, options)
}
