import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { RandomFlip } from './random-images.ts'

it('a random layer draws from the seed that a training sets, and from its own otherwise', () => {
  const images = tf.randomUniform([8, 3, 3, 1], 0, 1, 'float32', 7)
  const drawn = (layer: RandomFlip): number[] => [...layer.call(images, { training: true }).dataSync()]
  const [one, other] = [
    new RandomFlip({ mode: 'horizontal', seed: 1 }),
    new RandomFlip({ mode: 'horizontal', seed: 2 }),
  ] as const
  one.seed = 5
  other.seed = 5
  expect(drawn(one)).toEqual(drawn(other))
  expect(drawn(one)).toEqual(drawn(one))
  one.seed = 6
  expect(drawn(one)).not.toEqual(drawn(other))
  one.seed = undefined
  expect(one.getConfig().seed).toBe(1)
  expect(drawn(one)).toHaveLength(72)
})
