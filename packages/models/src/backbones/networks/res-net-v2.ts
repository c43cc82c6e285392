import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import type { PublishedNetwork } from '../imagenet-weights.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { residualStages, residualStem } from './residual-stages.ts'

const epsilon = 1.001e-5

/**
 * Creates ResNet-50 V2, whose blocks normalise before they convolve: 25,613,800 parameters, 23,564,800 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 2048 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.ResNet50V2`
 * @example
 * ```ts
 * import { resNet50V2 } from '@dlw/models'
 *
 * const base = await resNet50V2({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 23564800
 * ```
 */
export function resNet50V2(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNetV2('resNet50V2', [3, 4, 6, 3], options)
}

/**
 * Creates ResNet-101 V2: 44,675,560 parameters, 42,626,560 without its top.
 *
 * @returns As {@link resNet50V2}.
 * @throws As {@link resNet50V2}.
 * @see Keras: `keras.applications.ResNet101V2`
 * @example
 * ```ts
 * import { resNet101V2 } from '@dlw/models'
 *
 * const load = () => resNet101V2({ weights: 'imagenet' }) // downloads 179 MB once
 * ```
 */
export function resNet101V2(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNetV2('resNet101V2', [3, 4, 23, 3], options)
}

/**
 * Creates ResNet-152 V2: 60,380,648 parameters, 58,331,648 without its top.
 *
 * @returns As {@link resNet50V2}.
 * @throws As {@link resNet50V2}.
 * @see Keras: `keras.applications.ResNet152V2`
 * @example
 * ```ts
 * import { resNet152V2 } from '@dlw/models'
 *
 * const load = () => resNet152V2({ weights: 'imagenet' }) // downloads 242 MB once
 * ```
 */
export function resNet152V2(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNetV2('resNet152V2', [3, 8, 36, 3], options)
}

async function resNetV2(caller: string, blocks: readonly number[], options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions(caller, options)
  const stack = new LayerStack(resolved)
  let x = residualStages(residualStem(stack), blocks, (input, name, filters, block) => {
    // The last block of a stage, but not of the last one, halves height and width.
    const isLast = block === blocks[Math.log2(filters / 64)]
    return preactivatedBlock(stack, input, name, {
      filters,
      isFirst: block === 1,
      strides: isLast && filters < 512 ? 2 : 1,
    })
  })
  x = stack.relu(stack.normalization(x, 'post_bn', { epsilon }), 'post_relu')
  x = stack.head(x, { average: 'avg_pool', pool: true })
  const network = caller.toLowerCase() as PublishedNetwork
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? network })
  return loadBackboneWeights(caller, network, model, resolved)
}

/** Adds the output of three convolutions of the normalised input to the input, or to a convolution of it. */
function preactivatedBlock(
  stack: LayerStack,
  input: tf.SymbolicTensor,
  name: string,
  { filters, isFirst, strides }: { filters: number; isFirst: boolean; strides: number },
): tf.SymbolicTensor {
  const active = (x: tf.SymbolicTensor, part: string) =>
    stack.relu(stack.normalization(x, `${name}_${part}_bn`, { epsilon }), `${name}_${part}_relu`)
  const before = active(input, 'preact')
  let shortcut = input
  if (isFirst) {
    shortcut = stack.convolution(before, `${name}_0_conv`, { filters: 4 * filters, strides, useBias: true })
  } else if (strides > 1) shortcut = stack.maxPooling(input, { poolSize: 1, strides })
  let x = active(stack.convolution(before, `${name}_1_conv`, { filters }), '1')
  const around = [
    [1, 1],
    [1, 1],
  ] as const
  x = stack.zeroPadding(x, around, `${name}_2_pad`)
  x = active(stack.convolution(x, `${name}_2_conv`, { filters, kernelSize: 3, strides }), '2')
  x = stack.convolution(x, `${name}_3_conv`, { filters: 4 * filters, useBias: true })
  return stack.add([shortcut, x], `${name}_out`)
}
