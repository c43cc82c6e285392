import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { type Cell, nasNormalization, normalCell, reductionCell } from './nas-net-cells.ts'

/** Size of images, feature maps at the end and of the first convolution, normal cells between reductions. */
const networks = {
  Mobile: { size: 224, last: 1056, stem: 32, cells: 4, skips: false },
  Large: { size: 331, last: 4032, stem: 96, cells: 6, skips: true },
} as const

/**
 * Creates NASNet-A Mobile, whose cells were found by a search: 5,326,716 parameters, 4,269,716 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, preprocessed by {@link preprocessImages}, to `[images, classes]`,
 * or to 1056 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.NASNetMobile`
 * @example
 * ```ts
 * import { nasNetMobile } from '@dlw/models'
 *
 * const base = await nasNetMobile({ weights: null, includeTop: false, pooling: 'avg', inputShape: [32, 32, 3] })
 * console.log(base.countParams()) // → 4269716
 * ```
 */
export function nasNetMobile(options: BackboneOptions): Promise<tf.LayersModel> {
  return nasNet('Mobile', options)
}

/**
 * Creates NASNet-A Large, for images of 331 × 331 pixels: 88,949,818 parameters, 84,916,818 without its top, which then
 * outputs 4032 features.
 *
 * @returns As {@link nasNetMobile}.
 * @throws As {@link nasNetMobile}.
 * @see Keras: `keras.applications.NASNetLarge`
 * @example
 * ```ts
 * import { nasNetLarge } from '@dlw/models'
 *
 * const load = () => nasNetLarge({ weights: 'imagenet' }) // downloads 356 MB once
 * ```
 */
export function nasNetLarge(options: BackboneOptions): Promise<tf.LayersModel> {
  return nasNet('Large', options)
}

async function nasNet(variant: 'Mobile' | 'Large', options: BackboneOptions): Promise<tf.LayersModel> {
  const { size, last, stem, cells, skips } = networks[variant]
  const caller = `nasNet${variant}`
  const resolved = resolveBackboneOptions(caller, options, { size })
  const stack = new LayerStack(resolved)
  const filters = last / 24
  const first = stack.convolution(stack.input, 'stem_conv1', { filters: stem, kernelSize: 3, strides: 2 })
  let cell: Cell = [stack.normalization(first, 'stem_bn1', nasNormalization), undefined]
  cell = reductionCell(stack, cell, filters / 4, 'stem_1')
  cell = reductionCell(stack, cell, filters / 2, 'stem_2')
  for (let stage = 0; stage < 3; stage++) {
    const wide = filters * 2 ** stage
    if (stage > 0) {
      const reduced = reductionCell(stack, cell, wide, `reduce_${stage * cells}`)
      // The large network's next cell sees what came before the last cell, not the last cell.
      cell = skips ? [reduced[0], cell[1]] : reduced
    }
    const start = stage * cells + (stage > 0 ? 1 : 0)
    for (let index = 0; index < cells; index++) cell = normalCell(stack, cell, wide, `${start + index}`)
  }
  const x = stack.head(stack.relu(cell[0]))
  const name = options.name ?? `nasnet_${variant.toLowerCase()}`
  const model = tf.model({ inputs: stack.input, outputs: x, name })
  return loadBackboneWeights(caller, variant === 'Mobile' ? 'nasnet_mobile' : 'nasnet_large', model, resolved)
}
