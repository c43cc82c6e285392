import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'

/** Feature maps of each block. */
const blocks = [64, 128, 256, 512, 512]

/**
 * Creates VGG-16, plain convolutions with a large classifier: 138,357,544 parameters, 14,714,688 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 512 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.VGG16`
 * @example
 * ```ts
 * import { vgg16 } from '@dlw/models'
 *
 * const load = () => vgg16({ weights: 'imagenet' }) // downloads 553 MB once
 * ```
 */
export function vgg16(options: BackboneOptions): Promise<tf.LayersModel> {
  return vgg('vgg16', [2, 2, 3, 3, 3], options)
}

/**
 * Creates VGG-19: 143,667,240 parameters, 20,024,384 without its top.
 *
 * @returns As {@link vgg16}.
 * @throws As {@link vgg16}.
 * @see Keras: `keras.applications.VGG19`
 * @example
 * ```ts
 * import { vgg19 } from '@dlw/models'
 *
 * const load = () => vgg19({ weights: 'imagenet' }) // downloads 575 MB once
 * ```
 */
export function vgg19(options: BackboneOptions): Promise<tf.LayersModel> {
  return vgg('vgg19', [2, 2, 4, 4, 4], options)
}

async function vgg(
  network: 'vgg16' | 'vgg19',
  convolutions: readonly number[],
  options: BackboneOptions,
): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions(network, options)
  const stack = new LayerStack(resolved)
  let x = stack.input
  for (const [index, filters] of blocks.entries()) {
    const block = `block${index + 1}`
    for (let layer = 1; layer <= convolutions[index]!; layer++) {
      const plain = { filters, kernelSize: 3, padding: 'same', useBias: true, activation: 'relu' } as const
      x = stack.convolution(x, `${block}_conv${layer}`, plain)
    }
    x = stack.maxPooling(x, { poolSize: 2 }, `${block}_pool`)
  }
  if (resolved.includeTop) {
    x = apply(tf.layers.flatten({ name: 'flatten' }), x)
    for (const name of ['fc1', 'fc2']) x = stack.dense(x, name, 4096, 'relu')
    x = stack.dense(x, 'predictions', resolved.classes)
  } else x = stack.head(x)
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? network })
  return loadBackboneWeights(network, network, model, resolved)
}
