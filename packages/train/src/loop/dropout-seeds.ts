import { tfjsSeed } from '@dlw/backend'
import { freshEachCall } from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

interface RandomLayer {
  getClassName(): string
  getConfig(): Record<string, unknown>
  call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor | tf.Tensor[]
  seed?: number | undefined
  /** Of a model among the layers. */
  layers?: RandomLayer[]
}

const randomLayers = (layers: readonly RandomLayer[]): RandomLayer[] =>
  layers.flatMap((layer) => {
    if (layer.layers) return randomLayers(layer.layers)
    return /Dropout|Random/.test(layer.getClassName()) ? [layer] : []
  })

/**
 * Gives the random layers of a model a seed of their own for each step, which follows from `seed`, step and layer alone:
 * a training can be repeated, and go on in another process. TensorFlow.js's dropout with a seed drops the same units at
 * every step; a layer that counts its steps starts again in another process.
 *
 * @returns `set(step)` before each step, and `restore()` afterwards.
 */
export function dropoutSeeds(model: LayersModel, seed: number): { set(step: number): void; restore(): void } {
  const layers = randomLayers(model.layers as unknown as RandomLayer[])
  const restores = layers.map((layer) => {
    const before = layer.seed
    if (layer.getClassName() === 'Dropout') layer.call = dropoutCall(layer)
    return () => {
      layer.seed = before
      // The class's own method shows again.
      Reflect.deleteProperty(layer, 'call')
    }
  })
  return {
    set(step) {
      for (const [index, layer] of layers.entries()) layer.seed = tfjsSeed(seed, 1 + step * layers.length + index)
    },
    restore() {
      for (const restore of restores) restore()
    },
  }
}

/** Dropout that takes the layer's seed of the moment. */
function dropoutCall(layer: RandomLayer): RandomLayer['call'] {
  const { rate, noiseShape } = layer.getConfig() as { rate: number; noiseShape?: (number | null)[] | null }
  return (inputs, { training }) => {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs
    if (!training || rate === 0) return x
    const shape = noiseShape?.map((size, axis) => size ?? x.shape[axis]!) ?? x.shape
    // As tf.dropout, whose random numbers a captured step could not tell from constants.
    const random = tf.randomUniform(shape, 0, 1, 'float32', layer.seed)
    freshEachCall(tf.backend(), random, (values) => {
      const next = tf.randomUniform(shape, 0, 1, 'float32', layer.seed)
      values.set(next.dataSync() as Float32Array)
      next.dispose()
    })
    const kept = 1 - rate
    return tf.mul(x, tf.div(tf.floor(tf.add(random, kept)), kept))
  }
}
