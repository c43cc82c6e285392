import * as tf from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { constantOf } from '../core/constant-of.ts'

/** Mask rule of a layer: computes the mask of each output from the masks of the inputs. */
export type MaskRule = (
  masks: readonly (tf.Tensor | undefined)[],
  inputs: readonly tf.Tensor[],
  layer: layers.Layer,
) => tf.Tensor | undefined

/** Classes that pass on the mask of their first input: Keras's `supports_masking` with its default rule. */
const passing = new Set(
  (
    'Activation ActivityRegularization AlphaDropout BatchNormalization Dense Dropout ELU GaussianDropout ' +
    'GaussianNoise GroupNormalization GroupQueryAttention GroupedQueryAttention Identity LayerNormalization LeakyReLU ' +
    'MultiHeadAttention Normalization PReLU RandomCrop ReLU Rescaling Softmax SpatialDropout1D SpatialDropout2D ' +
    'SpatialDropout3D TimeDistributed UnitNormalization Lambda'
  ).split(' '),
)

const either: MaskRule = (masks) =>
  masks.every((mask) => mask)
    ? constantOf(
        () =>
          masks.slice(1).reduce((all, mask) => tf.logicalOr(all as tf.Tensor, mask!), tf.clone(masks[0]!)) as tf.Tensor,
      )
    : undefined

const rules: Readonly<Record<string, MaskRule>> = {
  Add: either,
  Subtract: either,
  Average: either,
  Multiply: either,
  Maximum: either,
  Minimum: either,
  Concatenate: (masks, inputs, layer) => {
    if (masks.every((mask) => !mask)) return undefined
    const { axis } = layer as unknown as { axis: number }
    return constantOf(() => {
      const full = masks.map((mask, index) => {
        const input = inputs[index]!
        if (!mask) return tf.ones(input.shape, 'int32')
        const flags = tf.cast(mask, 'int32')
        return mask.rank < input.rank ? tf.broadcastTo(tf.expandDims(flags, -1), input.shape) : flags
      })
      return tf.any(tf.cast(tf.concat(full, axis < 0 ? inputs[0]!.rank + axis : axis), 'bool'), -1)
    })
  },
  Embedding: (_, [x], layer) =>
    (layer as unknown as { maskZero: boolean }).maskZero
      ? constantOf(() => tf.notEqual(x!, tf.scalar(0, x!.dtype)))
      : undefined,
  Masking: (_, [x], layer) =>
    constantOf(() =>
      tf.any(tf.notEqual(x!, tf.scalar((layer as unknown as { maskValue: number }).maskValue, x!.dtype)), -1),
    ),
  Attention: ([mask]) => mask,
  AdditiveAttention: ([mask]) => mask,
}

/** Returns Keras 3's mask rule for a layer class; undefined if it does not propagate masks. */
export function maskRuleOf(className: string): MaskRule | undefined {
  return rules[className] ?? (passing.has(className) ? ([mask]) => mask : undefined)
}
