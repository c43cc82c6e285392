import { freshEachCall } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'

type Call = (inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }) => tf.Tensor | tf.Tensor[]

/** A layer of TensorFlow.js, as far as what is random in it goes. */
export interface RandomLayer {
  getClassName(): string
  getConfig(): Record<string, unknown>
  call: Call
  seed?: number | undefined
  /** Of a model among the layers. */
  layers?: RandomLayer[]
  /** Of a layer around another: time-distributed, bidirectional. */
  layer?: RandomLayer
  forwardLayer?: RandomLayer
  backwardLayer?: RandomLayer
  /** Of recurrent layers. */
  cell?: RandomCell
  /** Of the layers that change the size of images. */
  randomGenerator?: { next(): number }
}

interface RandomCell {
  cells?: RandomCell[]
  dropout?: number
  recurrentDropout?: number
  dropoutFunc?: ((ones: tf.Tensor, rate: number) => tf.Tensor) | undefined
  dropoutMask?: tf.Tensor | tf.Tensor[] | null
  recurrentDropoutMask?: tf.Tensor | tf.Tensor[] | null
}

/** Something random in a model, whose seed is set before each step. */
export interface RandomPart {
  /** Lets it draw from these seeds; returns what puts everything back. */
  use(seeds: Seeds): () => void
}

/** The seeds of one part. */
export interface Seeds {
  /** The seed of the next call of this step. */
  next(): number
  /** Counts a call as {@link next} does, and returns what gives its seed: the same call's of a later step, later. */
  call(): () => number
}

/** Everything random in some layers, in their order, also in models and layers within them. */
export const randomParts = (layers: readonly RandomLayer[]): RandomPart[] =>
  layers.flatMap((layer) => {
    const { layers: inner, forwardLayer, backwardLayer, cell } = layer
    if (inner) return randomParts(inner)
    if (forwardLayer && backwardLayer) return randomParts([forwardLayer, backwardLayer])
    if (layer.layer) return randomParts([layer.layer])
    if (cell) return cellsOf(cell).map(cellPart)
    return /Dropout|Random|GaussianNoise/.test(layer.getClassName()) ? [layerPart(layer)] : []
  })

const cellsOf = (cell: RandomCell): RandomCell[] =>
  (cell.cells ?? [cell]).filter(({ dropout = 0, recurrentDropout = 0 }) => dropout > 0 || recurrentDropout > 0)

/** What TensorFlow.js's layers do in a training, from a seed that is given. */
const noises: Readonly<
  Record<
    string,
    (x: tf.Tensor, config: { rate: number; stddev: number; noiseShape?: Shape }, seeds: Seeds) => tf.Tensor
  >
> = {
  Dropout(x, { rate, noiseShape }, seeds) {
    const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis]!)
    return rate === 0 ? x : droppedOut(x, rate, shape ?? x.shape, seeds)
  },
  GaussianNoise: (x, { stddev }, { next }) => tf.add(x, tf.randomNormal(x.shape, 0, stddev, 'float32', next())),
  GaussianDropout(x, { rate }, { next }) {
    if (!(rate > 0 && rate < 1)) return x
    return tf.mul(x, tf.randomNormal(x.shape, 1, Math.sqrt(rate / (1 - rate)), 'float32', next()))
  },
  AlphaDropout(x, { rate, noiseShape }, { next }) {
    if (!(rate > 0 && rate < 1)) return x
    // What a unit that is dropped becomes: the lowest value of a SELU.
    const low = -1.6732632423543772 * 1.0507009873554805
    const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis]!) ?? x.shape
    const kept = tf.cast(tf.greaterEqual(tf.randomUniform(shape, 0, 1, 'float32', next()), rate), 'float32')
    const scale = ((1 - rate) * (1 + rate * low ** 2)) ** -0.5
    const mixed = tf.add(tf.mul(x, kept), tf.mul(tf.sub(1, kept), low))
    return tf.add(tf.mul(mixed, scale), -scale * low * rate)
  },
}
type Shape = readonly (number | null)[] | null

/** As `tf.dropout`, whose random numbers a captured step could not tell from constants. */
function droppedOut(x: tf.Tensor, rate: number, shape: number[], seeds: Seeds): tf.Tensor {
  const seed = seeds.call()
  const random = tf.randomUniform(shape, 0, 1, 'float32', seed())
  freshEachCall(tf.backend(), random, (values) => {
    const anew = tf.randomUniform(shape, 0, 1, 'float32', seed())
    values.set(anew.dataSync() as Float32Array)
    anew.dispose()
  })
  const kept = 1 - rate
  return tf.mul(x, tf.div(tf.floor(tf.add(random, kept)), kept))
}

function layerPart(layer: RandomLayer): RandomPart {
  const noise = noises[layer.getClassName()]
  return {
    use(seeds) {
      const { next } = seeds
      const { seed, randomGenerator } = layer
      if (noise) {
        // As TensorFlow.js leaves out of the config what it does not write into files.
        const config = { ...(layer as object), ...layer.getConfig() } as Parameters<typeof noise>[1]
        layer.call = (inputs, { training }) => {
          const x = Array.isArray(inputs) ? inputs[0]! : inputs
          return training ? tf.tidy(() => noise(x, config, seeds)) : x
        }
      } else if (randomGenerator) layer.randomGenerator = { next }
      // Layers of others read their seed in each call.
      else Object.defineProperty(layer, 'seed', { get: next, configurable: true, enumerable: true })
      return () => {
        // The class's own method and property show again.
        if (noise) Reflect.deleteProperty(layer, 'call')
        else if (randomGenerator) layer.randomGenerator = randomGenerator
        else Object.defineProperty(layer, 'seed', { value: seed, configurable: true, enumerable: true, writable: true })
      }
    },
  }
}

function cellPart(cell: RandomCell): RandomPart {
  return {
    use(seeds) {
      const { dropoutFunc } = cell
      cell.dropoutFunc = (ones, rate) => droppedOut(ones, rate, ones.shape, seeds)
      return () => {
        cell.dropoutFunc = dropoutFunc
        for (const name of ['dropoutMask', 'recurrentDropoutMask'] as const) {
          if (cell[name]) tf.dispose(cell[name])
          cell[name] = null
        }
      }
    },
  }
}
