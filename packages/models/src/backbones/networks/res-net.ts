import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import type { PublishedNetwork } from '../imagenet-weights.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { residualStages, residualStem } from './residual-stages.ts'

const epsilon = 1.001e-5

/**
 * Creates ResNet-50 (v1), whose blocks add their output to their input: 25,636,712 parameters, 23,587,712 without its
 * top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 2048 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.ResNet50`
 * @example
 * ```ts
 * import { resNet50 } from '@dlw/models'
 *
 * const base = await resNet50({ weights: null, includeTop: false, pooling: 'avg', inputShape: [64, 64, 3] })
 * console.log(base.countParams()) // → 23587712
 * ```
 */
export function resNet50(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNet('resNet50', [3, 4, 6, 3], options)
}

/**
 * Creates ResNet-101 (v1): 44,707,176 parameters, 42,658,176 without its top.
 *
 * @returns As {@link resNet50}.
 * @throws As {@link resNet50}.
 * @see Keras: `keras.applications.ResNet101`
 * @example
 * ```ts
 * import { resNet101 } from '@dlw/models'
 *
 * const load = () => resNet101({ weights: 'imagenet' }) // downloads 179 MB once
 * ```
 */
export function resNet101(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNet('resNet101', [3, 4, 23, 3], options)
}

/**
 * Creates ResNet-152 (v1): 60,419,944 parameters, 58,370,944 without its top.
 *
 * @returns As {@link resNet50}.
 * @throws As {@link resNet50}.
 * @see Keras: `keras.applications.ResNet152`
 * @example
 * ```ts
 * import { resNet152 } from '@dlw/models'
 *
 * const load = () => resNet152({ weights: 'imagenet' }) // downloads 242 MB once
 * ```
 */
export function resNet152(options: BackboneOptions): Promise<tf.LayersModel> {
  return resNet('resNet152', [3, 8, 36, 3], options)
}

async function resNet(caller: string, blocks: readonly number[], options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions(caller, options)
  const stack = new LayerStack(resolved)
  let x = residualStem(stack, (y) => stack.relu(stack.normalization(y, 'conv1_bn', { epsilon }), 'conv1_relu'))
  x = residualStages(x, blocks, (input, name, filters, block) =>
    residualBlock(stack, input, name, filters, block > 1 ? 0 : filters === 64 ? 1 : 2),
  )
  x = stack.head(x, { average: 'avg_pool', pool: true })
  const network = caller.toLowerCase() as PublishedNetwork
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? network })
  return loadBackboneWeights(caller, network, model, resolved)
}

/** Adds the output of three convolutions to the input; with `strides`, the input passes through a convolution too. */
function residualBlock(
  stack: LayerStack,
  input: tf.SymbolicTensor,
  name: string,
  filters: number,
  strides: number,
): tf.SymbolicTensor {
  const step = (
    from: tf.SymbolicTensor,
    part: number,
    options: { filters: number; kernelSize?: number; strides?: number },
  ) => {
    const padding = options.kernelSize ? 'same' : 'valid'
    const convolved = stack.convolution(from, `${name}_${part}_conv`, { ...options, padding, useBias: true })
    return stack.normalization(convolved, `${name}_${part}_bn`, { epsilon })
  }
  const shortcut = strides > 0 ? step(input, 0, { filters: 4 * filters, strides }) : input
  let x = stack.relu(step(input, 1, { filters, strides: strides || 1 }), `${name}_1_relu`)
  x = stack.relu(step(x, 2, { filters, kernelSize: 3 }), `${name}_2_relu`)
  x = step(x, 3, { filters: 4 * filters })
  return stack.relu(stack.add([shortcut, x], `${name}_add`), `${name}_out`)
}
