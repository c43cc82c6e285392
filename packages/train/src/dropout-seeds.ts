import { tfjsSeed } from '@dlw/backend'
import type { LayersModel } from '@tensorflow/tfjs-layers'

interface SeededLayer {
  getClassName(): string
  seed?: number | undefined
  layers?: SeededLayer[]
}

const randomLayers = (layers: readonly SeededLayer[]): SeededLayer[] =>
  layers.flatMap((layer) => {
    if (layer.layers) return randomLayers(layer.layers)
    return /Dropout|Random/.test(layer.getClassName()) ? [layer] : []
  })

/**
 * Gives the random layers of a model (dropout) a seed of their own for each step: with the one seed a layer is built
 * with, TensorFlow.js drops the same units at every step; without one, no run can be repeated.
 *
 * @returns `set(step)` before each step, and `restore()` afterwards.
 */
export function dropoutSeeds(model: LayersModel, seed: number): { set(step: number): void; restore(): void } {
  const layers = randomLayers(model.layers as unknown as SeededLayer[])
  const before = layers.map((layer) => layer.seed)
  return {
    set(step) {
      for (const [index, layer] of layers.entries()) layer.seed = tfjsSeed(seed, 1 + step * layers.length + index)
    },
    restore() {
      for (const [index, layer] of layers.entries()) layer.seed = before[index]
    },
  }
}
