import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'

/** Options of {@link mobileNet} and {@link mobileNetV2}. */
export interface MobileNetOptions extends BackboneOptions {
  /** Width multiplier: factor on the number of feature maps. Smaller is faster and less accurate. Defaults to 1. */
  alpha?: number
}

/** Feature maps and stride of each block after the first convolution. */
const blocks = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const

/**
 * Creates MobileNet (v1), a small, fast network: 4,253,864 parameters, 3,228,864 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 1024 × `alpha` features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.MobileNet`
 * @example
 * ```ts
 * import { mobileNet } from '@dlw/models'
 *
 * const base = await mobileNet({ weights: null, includeTop: false, pooling: 'avg', inputShape: [160, 160, 3], alpha: 0.5 })
 * console.log(base.name, base.outputs[0]!.shape) // → mobilenet_0.50_160 [ null, 512 ]
 * ```
 */
export async function mobileNet(options: MobileNetOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('mobileNet', options)
  const { alpha = 1 } = options
  const stack = new LayerStack(resolved)
  let x = stack.convolution(stack.input, 'conv1', {
    filters: Math.floor(32 * alpha),
    kernelSize: 3,
    strides: 2,
    padding: 'same',
  })
  x = stack.relu6(stack.normalization(x, 'conv1_bn'), 'conv1_relu')
  for (const [index, [filters, strides]] of blocks.entries()) {
    x = separableBlock(stack, x, index + 1, Math.floor(filters * alpha), strides)
  }
  if (resolved.includeTop) {
    x = stack.globalPooling(x, 'avg', undefined, true)
    x = stack.dropout(x, 0.001)
    x = stack.convolution(x, 'conv_preds', { filters: resolved.classes, padding: 'same', useBias: true })
    x = stack.reshape(x, [resolved.classes], 'reshape_2')
    x = stack.activation(x, 'softmax', 'predictions')
  } else x = stack.head(x)
  const name = options.name ?? `mobilenet_${alpha.toFixed(2)}_${resolved.inputShape[0]}`
  return loadBackboneWeights(
    'mobileNet',
    'mobilenet',
    tf.model({ inputs: stack.input, outputs: x, name }),
    resolved,
    alpha,
  )
}

/** Applies a depthwise separable convolution: one per feature map, then one across them. */
function separableBlock(
  stack: LayerStack,
  x: tf.SymbolicTensor,
  id: number,
  filters: number,
  strides: number,
): tf.SymbolicTensor {
  const padded =
    strides === 1
      ? x
      : stack.zeroPadding(
          x,
          [
            [0, 1],
            [0, 1],
          ],
          `conv_pad_${id}`,
        )
  let y = stack.depthwise(padded, `conv_dw_${id}`, strides, strides === 1 ? 'same' : 'valid')
  y = stack.relu6(stack.normalization(y, `conv_dw_${id}_bn`), `conv_dw_${id}_relu`)
  y = stack.convolution(y, `conv_pw_${id}`, { filters, padding: 'same' })
  return stack.relu6(stack.normalization(y, `conv_pw_${id}_bn`), `conv_pw_${id}_relu`)
}
