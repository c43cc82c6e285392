import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'

/** Output of integers: unchanged, one row each, or one row for a whole input row. */
export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count'

/** Encodes integers below `depth` as one-hot, multi-hot or count rows, as Keras does. */
export function encodeCategories(
  x: tf.Tensor,
  depth: number,
  mode: Exclude<OutputMode, 'int'>,
  weights?: tf.Tensor,
): tf.Tensor {
  return tf.tidy(() => {
    const indices = x.dtype === 'int32' ? x : tf.cast(x, 'int32')
    if (mode === 'one_hot') {
      const flat = indices.rank > 1 && indices.shape.at(-1) === 1 ? tf.squeeze(indices, [indices.rank - 1]) : indices
      return tf.cast(tf.oneHot(flat as tf.Tensor1D, depth), 'float32')
    }
    const rows = tf.cast(
      tf.oneHot((indices.rank === 0 ? tf.reshape(indices, [1]) : indices) as tf.Tensor1D, depth),
      'float32',
    )
    const weighted = weights ? tf.mul(rows, tf.expandDims(weights, -1)) : rows
    const sum = tf.sum(weighted, weighted.rank - 2)
    return mode === 'count' ? sum : tf.cast(tf.greater(sum, 0), 'float32')
  })
}

/** Weights of all tokens of a vocabulary, for rows of `depth`; the first ones, without a known weight, have the mean. */
export function tokenWeights(known: readonly number[], tokens: number, depth: number): number[] {
  const mean = known.reduce((sum, weight) => sum + weight, 0) / known.length
  const all = [...Array<number>(tokens - known.length).fill(mean), ...known]
  return [...all, ...Array<number>(depth - all.length).fill(0)]
}

/** Returns the output shape of {@link encodeCategories}. */
export function shapeOfCategories(shape: Shape, depth: number, mode: Exclude<OutputMode, 'int'>): Shape {
  if (mode !== 'one_hot') return [...shape.slice(0, -1), depth]
  return shape.length > 1 && shape.at(-1) === 1 ? [...shape.slice(0, -1), depth] : [...shape, depth]
}
