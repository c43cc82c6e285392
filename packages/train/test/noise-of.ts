import type * as tf from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { type RandomLayer, randomParts } from '../src/loop/step/random-layers.ts'

/** For tests: what a random layer makes of values in a step of a training. */
export function noiseOf(layer: layers.Layer, x: tf.Tensor): tf.Tensor {
  const restores = randomParts([layer as unknown as RandomLayer]).map((part) =>
    part.use({ next: () => 7, call: () => () => 7 }),
  )
  const result = layer.call(x, { training: true }) as tf.Tensor
  for (const restore of restores) restore()
  return result
}
