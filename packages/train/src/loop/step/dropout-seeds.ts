import { tfjsSeed } from '@dlw/backend'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type RandomLayer, randomParts } from './random-layers.ts'

/**
 * Gives everything random in a model a seed of its own for each step, which follows from `seed`, step and place alone: a
 * training can be repeated, and go on in another process. TensorFlow.js's dropout with a seed drops the same units at
 * every step, its noise and the dropout of its recurrent layers take none; a layer that counts its steps starts again in
 * another process.
 *
 * @returns `set(step)` before each step, and `restore()` afterwards.
 */
export function dropoutSeeds(model: LayersModel, seed: number): { set(step: number): void; restore(): void } {
  const parts = randomParts(model.layers as unknown as RandomLayer[])
  const seeds = parts.map(() => 0)
  const calls = parts.map(() => 0)
  const restores = parts.map((part, index) => {
    const call = (): (() => number) => {
      // A part that draws several times in a step, such as the four gates of a cell, draws differently each time.
      const number = calls[index]!++
      return () => (number === 0 ? seeds[index]! : tfjsSeed(seeds[index]!, number))
    }
    return part.use({ call, next: () => call()() })
  })
  return {
    set(step) {
      for (const index of parts.keys()) {
        seeds[index] = tfjsSeed(seed, 1 + step * parts.length + index)
        calls[index] = 0
      }
    },
    restore() {
      for (const restore of restores) restore()
    },
  }
}
