import { createRandom, type Random } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { Augment } from '../augmented-rows.ts'

/** Options of {@link mixup}. */
export interface MixupOptions {
  /** How strongly rows are mixed: shares come from the beta distribution with both parameters so. Defaults to 0.2. */
  alpha?: number
}

/**
 * Mixes each row of a batch with another one, features and targets by the same share: for `augment` of `fit`. Targets must
 * be one-hot rows or numbers, as class numbers have no mixture.
 *
 * @throws RangeError when `alpha` is not positive; TypeError when targets are class numbers.
 * @see Keras `layers.MixUp`; Zhang et al., mixup: Beyond Empirical Risk Minimization (2017)
 * @example
 * ```ts
 * import { compile, fit, mixup } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [1], activation: 'softmax' })] })
 * compile(model, { loss: 'categoricalCrossentropy' })
 * const data = { x: [[0], [1], [2], [3]], y: [[1, 0], [1, 0], [0, 1], [0, 1]] }
 * const { epochs } = await fit(model, data, { epochs: 2, seed: 0, augment: mixup({ alpha: 0.4 }) })
 * console.log(epochs.length) // → 2
 * ```
 */
export function mixup({ alpha = 0.2 }: MixupOptions = {}): Augment {
  if (!(alpha > 0 && alpha < Infinity)) {
    throw new RangeError(`mixup: expected a positive alpha, received alpha=${alpha}. 0.2 is usual.`)
  }
  return ({ inputs, targets, weights }, seed) => {
    const rows = inputs[0]!.shape[0]!
    const random = createRandom(seed)
    const order = tf.tensor1d(random.permutation(rows), 'int32')
    const shares = Float32Array.from({ length: rows }, () => beta(alpha, random))
    const mixed = (tensor: tf.Tensor): tf.Tensor => {
      if (tensor.rank < 2) {
        throw new TypeError(
          `mixup: expected one-hot targets or rows of numbers, received class numbers of shape [${tensor.shape.join(', ')}]. One-hot encode y.`,
        )
      }
      const share = tf.tensor(shares, [rows, ...tensor.shape.slice(1).map(() => 1)])
      return tf.add(tf.mul(tensor, share), tf.mul(tf.gather(tensor, order), tf.sub(1, share)))
    }
    return { inputs: inputs.map(mixed), targets: targets.map(mixed), ...(weights && { weights }) }
  }
}

/** A number of the symmetric beta distribution: Jöhnk's method, in logarithms so that small parameters do not vanish. */
function beta(alpha: number, random: Random): number {
  if (alpha <= 1) {
    for (;;) {
      const a = Math.log(1 - random.uniform()) / alpha
      const b = Math.log(1 - random.uniform()) / alpha
      const largest = Math.max(a, b)
      const sum = largest + Math.log(Math.exp(a - largest) + Math.exp(b - largest))
      if (sum <= 0) return Math.exp(a - sum)
    }
  }
  const a = gamma(alpha, random)
  return a / (a + gamma(alpha, random))
}

/** A number of the gamma distribution with a shape of at least 1 (Marsaglia and Tsang 2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform())
    const v = (1 + c * normal) ** 3
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * normal ** 2 + d - d * v + d * Math.log(v)) return d * v
  }
}
