import * as tf from '@tensorflow/tfjs-core'

/** Computes the keys visible to each query from both masks: bool `[rows, queries, keys]`; undefined for all. */
export interface AttentionMaskOptions {
  queries: number
  keys: number
  queryMask?: tf.Tensor | undefined
  valueMask?: tf.Tensor | undefined
  keyMask?: tf.Tensor | undefined
  /** Whether to mask keys after the query. */
  causal?: boolean
  /** Maximum distance between query and key. */
  window?: number | null | undefined
  given?: tf.Tensor | undefined
}

/** Combines all attention masks as Keras does. */
export function attentionMask(options: AttentionMaskOptions): tf.Tensor | undefined {
  const { queries, keys, queryMask, valueMask, keyMask, causal, window, given } = options
  const flag = (mask: tf.Tensor) => tf.cast(mask, 'bool')
  const distance = () =>
    tf.sub(
      tf.reshape(tf.range(0, queries, 1, 'int32'), [1, -1, 1]),
      tf.reshape(tf.range(0, keys, 1, 'int32'), [1, 1, -1]),
    )
  const masks = [
    queryMask && tf.expandDims(flag(queryMask), -1),
    valueMask && tf.expandDims(flag(valueMask), -2),
    keyMask && tf.expandDims(flag(keyMask), -2),
    causal && tf.greaterEqual(distance(), tf.scalar(0, 'int32')),
    typeof window === 'number' && tf.less(tf.abs(distance()), tf.scalar(window, 'int32')),
    given && flag(given),
  ].filter((mask): mask is tf.Tensor => mask instanceof tf.Tensor)
  return masks.length === 0 ? undefined : masks.reduce((all, mask) => tf.logicalAnd(all, mask))
}
