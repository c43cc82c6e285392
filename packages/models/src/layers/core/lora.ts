import { tfjsSeed } from '@dlw/backend'
import { expectInteger, expectNumber } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type layers } from '@tensorflow/tfjs-layers'

type Variable = layers.Layer['weights'][number]

/** Options of {@link enableLora}. */
export interface EnableLoraOptions {
  /** Rank of the two matrices, such as 4: the fewer, the fewer parameters are trained. */
  rank: number
  /** Strength: the product of the matrices is multiplied by `alpha / rank`. Defaults to `rank`. */
  alpha?: number
  /** Seed of the first matrix, any integer; the second one is zero. Defaults to 0. */
  seed?: number
}

/** A layer with LoRA, as the reader and the writer of Keras files see it. */
interface LoraLayer {
  /** What Keras stores: the kernel with the update, not the matrices. */
  ownWeights(): readonly (readonly [name: string, weight: Variable, value?: () => tf.Tensor])[]
  /** A kernel that was read includes the update: it starts again from zero. */
  afterReading(): void
  loraEnabled: true
}

const classes = ['Dense', 'EinsumDense', 'Embedding']
/** What TensorFlow.js's layers keep to themselves: their lists of weights, whether frozen or not. */
interface Internals {
  addWeight(...settings: [name: string, shape: number[], dtype: 'float32', initializer: object]): Variable
  _trainableWeights: Variable[]
  _nonTrainableWeights: Variable[]
}

/**
 * Enables low-rank adaptation (LoRA) on a layer: its kernel is frozen, and training changes two small matrices whose
 * product is added to it. Compile the model afterwards. Saved files hold the updated kernel, as Keras's do.
 *
 * @param layer A Dense, EinsumDense or Embedding layer that has been built; changed in place.
 * @throws TypeError if the layer is of another class; Error if it is not built, has a constraint, or LoRA is enabled
 * already; RangeError if `rank` is not a positive integer or `alpha` is not positive.
 * @see Keras: `layer.enable_lora()`; Hu et al. 2021, arXiv:2106.09685
 * @example
 * ```ts
 * import { denseNetwork, enableLora, parameterCount } from '@dlw/models'
 *
 * const network = denseNetwork({ inputs: 100, hidden: [100], outputs: 3 })
 * enableLora(network.getLayer('dense'), { rank: 2 })
 * console.log(parameterCount(network)) // → { total: 10803, trainable: 803, nonTrainable: 10000 }
 * ```
 */
export function enableLora(layer: layers.Layer, { rank, alpha = rank, seed = 0 }: EnableLoraOptions): void {
  const kind = layer.getClassName()
  if (!classes.includes(kind)) {
    throw new TypeError(
      `enableLora: expected a layer of ${classes.join(', ')}, received ${layer.name} (${kind}). Pass model.getLayer('dense') or another of these.`,
    )
  }
  expectInteger('enableLora', 'rank', rank)
  expectNumber('enableLora', 'alpha', alpha, { min: 0, exclusive: 'min' })
  const problem = !layer.built
    ? 'is not built yet. Build its model, or call it, first'
    : 'loraEnabled' in layer
      ? 'has LoRA already. Enable it once per layer'
      : isConstrained(layer)
        ? 'has a constraint on its kernel. Build it without'
        : undefined
  if (problem) throw new Error(`enableLora: expected a layer without LoRA, received ${layer.name}, which ${problem}.`)
  addMatrices(layer, { rank, alpha, seed, scope: `${layer.name}/` })
}

function isConstrained(layer: layers.Layer): boolean {
  const { kernelConstraint, embeddingsConstraint } = layer.getConfig() as Record<string, unknown>
  return Boolean(kernelConstraint ?? embeddingsConstraint)
}

/** Enables LoRA on a layer from a model file if its settings say so, once it is built. */
export function withLora<Layer extends layers.Layer>(layer: Layer, config: tf.serialization.ConfigDict): Layer {
  const { loraRank: rank, loraAlpha } = config as { loraRank?: number | null; loraAlpha?: number | null }
  if (!rank) return layer
  const build = layer.build.bind(layer)
  layer.build = (shape) => {
    build(shape)
    addMatrices(layer, { rank, alpha: loraAlpha ?? rank, seed: 0, scope: '' })
  }
  return layer
}

function addMatrices(
  layer: layers.Layer,
  { rank, alpha, seed, scope }: Required<EnableLoraOptions> & { scope: string },
): void {
  const [kernel, bias] = layer.weights as [Variable, Variable?]
  const shape = kernel.shape as number[]
  const name = kernel.originalName.split('/').at(-1)!
  const initial = initializers.heUniform({ seed: tfjsSeed(seed) })
  const lists = layer as unknown as Internals
  const a = lists.addWeight(`${scope}lora_${name}_a`, [...shape.slice(0, -1), rank], 'float32', initial)
  const b = lists.addWeight(`${scope}lora_${name}_b`, [rank, shape.at(-1)!], 'float32', initializers.zeros())
  lists._trainableWeights = lists._trainableWeights.filter((weight) => weight !== kernel)
  lists._nonTrainableWeights = [...lists._nonTrainableWeights, kernel]

  const read = kernel.read.bind(kernel)
  const merged = (): tf.Tensor => {
    const flat = tf.reshape(a.read(), [-1, rank]) as tf.Tensor2D
    const update = tf.mul(tf.matMul(flat, b.read() as tf.Tensor2D), alpha / rank)
    return tf.add(read(), tf.reshape(update, shape))
  }
  const call = layer.call.bind(layer)
  layer.call = (inputs, options) =>
    tf.tidy(() => {
      const lent = kernel as { read?: () => tf.Tensor }
      lent.read = merged
      try {
        return call(inputs, options)
      } finally {
        delete lent.read
      }
    })
  const getConfig = layer.getConfig.bind(layer)
  layer.getConfig = () => ({ ...getConfig(), loraRank: rank, loraAlpha: alpha })
  const own: LoraLayer = {
    ownWeights: () => [['0', kernel, () => tf.tidy(merged)], ...(bias ? [['1', bias] as const] : [])],
    afterReading: () =>
      tf.tidy(() => {
        b.write(tf.zeros(b.shape as number[]))
      }),
    loraEnabled: true,
  }
  Object.assign(layer, own)
}
