import * as tf from '@tensorflow/tfjs-layers'
import { type BackboneOptions, resolveBackboneOptions } from '../backbone-options.ts'
import { LayerStack } from '../layer-stack.ts'
import { loadBackboneWeights } from '../load-backbone-weights.ts'
import { type Branch, branch, inceptionStem } from './inception-branches.ts'

/**
 * Creates Inception V3, which looks at each place with kernels of several sizes: 23,851,784 parameters, 21,802,784
 * without its top.
 *
 * @returns A model from `[images, height, width, 3]`, at least 75 pixels each (299 by default), preprocessed by
 * {@link preprocessImages}, to `[images, classes]`, or to 2048 features. Dispose it with `model.dispose()`.
 * @throws RangeError if a size is out of range; Error with `cause` if the weights are not available or do not match.
 * @see Keras: `keras.applications.InceptionV3`
 * @example
 * ```ts
 * import { inceptionV3 } from '@dlw/models'
 *
 * const base = await inceptionV3({ weights: null, includeTop: false, pooling: 'avg', inputShape: [75, 75, 3] })
 * console.log(base.countParams()) // → 21802784
 * ```
 */
export async function inceptionV3(options: BackboneOptions): Promise<tf.LayersModel> {
  const resolved = resolveBackboneOptions('inceptionV3', options, { size: 299, smallest: 75 })
  const stack = new LayerStack(resolved)
  let x = inceptionStem(stack)
  const mixed = (name: string, branches: readonly Branch[], pooled?: number) => {
    const outputs = branches.map((steps) => branch(stack, x, steps))
    if (pooled === undefined) outputs.push(stack.maxPooling(x, { poolSize: 3, strides: 2 }))
    else outputs.push(branch(stack, average(x), [[pooled, 1]]))
    x = stack.concatenate(outputs, name)
  }
  const average = (from: tf.SymbolicTensor) => stack.averagePooling(from, { poolSize: 3, strides: 1, padding: 'same' })
  for (const [index, pooled] of [32, 64, 64].entries()) {
    const wide: Branch[] = [
      [[64, 1]],
      [
        [48, 1],
        [64, 5],
      ],
      [
        [64, 1],
        [96, 3],
        [96, 3],
      ],
    ]
    mixed(`mixed${index}`, wide, pooled)
  }
  mixed('mixed3', [
    [[384, 3, 2]],
    [
      [64, 1],
      [96, 3],
      [96, 3, 2],
    ],
  ])
  for (const [index, inner] of [128, 160, 160, 192].entries()) {
    mixed(
      `mixed${4 + index}`,
      [
        [[192, 1]],
        [
          [inner, 1],
          [inner, [1, 7]],
          [192, [7, 1]],
        ],
        [
          [inner, 1],
          [inner, [7, 1]],
          [inner, [1, 7]],
          [inner, [7, 1]],
          [192, [1, 7]],
        ],
      ],
      192,
    )
  }
  mixed('mixed8', [
    [
      [192, 1],
      [320, 3, 2],
    ],
    [
      [192, 1],
      [192, [1, 7]],
      [192, [7, 1]],
      [192, 3, 2],
    ],
  ])
  for (const index of [0, 1]) {
    const single = branch(stack, x, [[320, 1]])
    /** A kernel of 3 × 3 in two halves that are concatenated. */
    const halves = (steps: Branch, name?: string) => {
      const before = branch(stack, x, steps)
      const both = [
        [1, 3],
        [3, 1],
      ] as const
      return stack.concatenate(
        both.map((size) => branch(stack, before, [[384, size]])),
        name,
      )
    }
    const short = halves([[384, 1]], `mixed9_${index}`)
    const long = halves([
      [448, 1],
      [384, 3],
    ])
    x = stack.concatenate([single, short, long, branch(stack, average(x), [[192, 1]])], `mixed${9 + index}`)
  }
  x = stack.head(x, { average: 'avg_pool' })
  const model = tf.model({ inputs: stack.input, outputs: x, name: options.name ?? 'inception_v3' })
  return loadBackboneWeights('inceptionV3', 'inception_v3', model, resolved)
}
