import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'

/**
 * Creates Xception, depthwise separable convolutions with residuals: 22,910,480 parameters, 20,861,480 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, at least 71 pixels each (299 by default), preprocessed by
 * {@link preprocessImages}, to `[images, classes]`, or to 2048 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.Xception`
 * @example
 * ```ts
 * import { xception } from '@dlw/models'
 *
 * const base = await xception({ weights: null, includeTop: false, pooling: 'avg', inputShape: [71, 71, 3] })
 * console.log(base.countParams()) // → 20861480
 * ```
 */
export async function xception(options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('xception', options, { size: 299, smallest: 71 })
  const stack = new LayerStack(resolved)
  const separable = (from: tf.SymbolicTensor, name: string, filters: number) =>
    stack.normalization(stack.separable(from, name, { filters, kernelSize: 3, padding: 'same' }), `${name}_bn`)
  let x = stack.input
  for (const [name, filters, strides] of [
    ['block1_conv1', 32, 2],
    ['block1_conv2', 64, 1],
  ] as const) {
    x = stack.convolution(x, name, { filters, kernelSize: 3, strides })
    x = stack.relu(stack.normalization(x, `${name}_bn`), `${name}_act`)
  }
  /** Halves height and width: two separable convolutions and pooling, added to a convolution of the input. */
  const shrink = (input: tf.SymbolicTensor, block: string, filters: readonly [number, number]) => {
    const shortcut = stack.convolution(input, undefined, { filters: filters[1], strides: 2, padding: 'same' })
    const residual = stack.normalization(shortcut)
    // The first block's input is activated already.
    let y = block === 'block2' ? input : stack.relu(input, `${block}_sepconv1_act`)
    y = stack.relu(separable(y, `${block}_sepconv1`, filters[0]), `${block}_sepconv2_act`)
    y = separable(y, `${block}_sepconv2`, filters[1])
    y = stack.maxPooling(y, { poolSize: 3, strides: 2, padding: 'same' }, `${block}_pool`)
    return stack.add([y, residual])
  }
  for (const [index, filters] of [128, 256, 728].entries()) x = shrink(x, `block${index + 2}`, [filters, filters])
  for (let block = 5; block <= 12; block++) {
    let y = x
    for (let part = 1; part <= 3; part++) {
      const name = `block${block}_sepconv${part}`
      y = separable(stack.relu(y, `${name}_act`), name, 728)
    }
    x = stack.add([y, x])
  }
  x = shrink(x, 'block13', [728, 1024])
  for (const [index, filters] of [1536, 2048].entries()) {
    const name = `block14_sepconv${index + 1}`
    x = stack.relu(separable(x, name, filters), `${name}_act`)
  }
  x = stack.head(x, { average: 'avg_pool' })
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? 'xception' })
  return loadBackboneWeights('xception', 'xception', model, resolved)
}
