import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import { CustomScaleLayer } from '../../layers/core/scale-layers.ts'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { type Branch, branch, inceptionStem } from './inception-branches.ts'

/** Blocks that add their branches to their input: name, branches, number of repeats and factor of what is added. */
const stages: readonly (readonly [name: string, branches: readonly Branch[], repeats: number, scale: number])[] = [
  [
    'block35',
    [
      [[32, 1]],
      [
        [32, 1],
        [32, 3],
      ],
      [
        [32, 1],
        [48, 3],
        [64, 3],
      ],
    ],
    10,
    0.17,
  ],
  [
    'block17',
    [
      [[192, 1]],
      [
        [128, 1],
        [160, [1, 7]],
        [192, [7, 1]],
      ],
    ],
    20,
    0.1,
  ],
  [
    'block8',
    [
      [[192, 1]],
      [
        [192, 1],
        [224, [1, 3]],
        [256, [3, 1]],
      ],
    ],
    10,
    0.2,
  ],
]

/**
 * Creates Inception-ResNet V2, Inception with residuals: 55,873,736 parameters, 54,336,736 without its top.
 *
 * @returns A model from `[images, height, width, 3]`, at least 75 pixels each (299 by default), preprocessed by
 * {@link preprocessImages}, to `[images, classes]`, or to 1536 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.InceptionResNetV2`
 * @example
 * ```ts
 * import { inceptionResNetV2 } from '@dlw/models'
 *
 * const load = () => inceptionResNetV2({ weights: 'imagenet' }) // downloads 223 MB once
 * ```
 */
export async function inceptionResNetV2(options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('inceptionResNetV2', options, { size: 299, smallest: 75 })
  const stack = new LayerStack(resolved)
  let x = inceptionStem(stack)
  const branches = (all: readonly Branch[]) => all.map((steps) => branch(stack, x, steps))
  const entry = branches([
    [[96, 1]],
    [
      [48, 1],
      [64, 5],
    ],
    [
      [64, 1],
      [96, 3],
      [96, 3],
    ],
  ])
  const averaged = stack.averagePooling(x, { poolSize: 3, strides: 1, padding: 'same' })
  x = stack.concatenate([...entry, branch(stack, averaged, [[64, 1]])], 'mixed_5b')
  /** Halves height and width. */
  const shrink = (name: string, all: readonly Branch[]) => {
    const outputs = branches(all)
    x = stack.concatenate([...outputs, stack.maxPooling(x, { poolSize: 3, strides: 2 })], name)
  }
  for (const [stage, [name, all, repeats, scale]] of stages.entries()) {
    if (stage === 1)
      shrink('mixed_6a', [
        [[384, 3, 2]],
        [
          [256, 1],
          [256, 3],
          [384, 3, 2],
        ],
      ])
    if (stage === 2) {
      shrink('mixed_7a', [
        [
          [256, 1],
          [384, 3, 2],
        ],
        [
          [256, 1],
          [288, 3, 2],
        ],
        [
          [256, 1],
          [288, 3],
          [320, 3, 2],
        ],
      ])
    }
    for (let block = 1; block <= repeats; block++) {
      const isLast = stage === 2 && block === repeats
      x = residual(stack, x, `${name}_${block}`, { branches: all, scale: isLast ? 1 : scale, isActive: !isLast })
    }
  }
  x = branch(stack, x, [[1536, 1]], 'conv_7b')
  x = stack.head(x, { average: 'avg_pool' })
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? 'inception_resnet_v2' })
  return loadBackboneWeights('inceptionResNetV2', 'inception_resnet_v2', model, resolved)
}

/** Adds the scaled output of branches to the input. */
function residual(
  stack: LayerStack,
  x: tf.SymbolicTensor,
  name: string,
  { branches, scale, isActive }: { branches: readonly Branch[]; scale: number; isActive: boolean },
): tf.SymbolicTensor {
  const outputs = branches.map((steps) => branch(stack, x, steps))
  const mixed = stack.concatenate(outputs, `${name}_mixed`)
  const up = stack.convolution(mixed, `${name}_conv`, { filters: x.shape[3]!, padding: 'same', useBias: true })
  const sum = apply(new CustomScaleLayer({ name: stack.named('custom_scale_layer'), scale }), [x, up])
  return isActive ? stack.relu(sum, `${name}_ac`) : sum
}
