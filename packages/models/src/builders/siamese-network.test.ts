import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { summary } from '../summary/summary.ts'
import { convolutionalNetwork } from './convolutional-network.ts'
import { denseNetwork } from './dense-network.ts'
import { siameseNetwork } from './siamese-network.ts'

const cosines = (model: ReturnType<typeof siameseNetwork>, a: tf.Tensor, b: tf.Tensor) => [
  ...(model.predict([a, b]) as tf.Tensor).dataSync(),
]

it('siameseNetwork has the layers that Keras shows for such a network', () => {
  const { summaries } = golden<{ summaries: { name: string; text: string }[] }>('keras-summaries')
  const model = siameseNetwork(denseNetwork({ inputs: 20, hidden: [16], outputs: 8, name: 'base' }), {
    name: 'siamese',
  })
  const keras = summaries.find(({ name }) => name === 'siamese')!.text
  expect(summary(model)).toBe(keras.replace('base (Sequential) ', 'base (Functional) '))
})

it('siameseNetwork gives 1 for the same thing twice, and the same for either order', () => {
  const model = siameseNetwork(denseNetwork({ inputs: 5, hidden: [8], outputs: 4, seed: 2 }))
  const [a, b] = [tf.randomNormal([30, 5], 0, 1, 'float32', 1), tf.randomNormal([30, 5], 0, 1, 'float32', 2)]
  for (const value of cosines(model, a, a)) expect(value).toBeCloseTo(1, 5)
  expect(cosines(model, a, b)).toEqual(cosines(model, b, a))
  for (const value of cosines(model, a, b)) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-6)
})

it('siameseNetwork trains end to end: what belongs together comes closer than what does not', async () => {
  const model = siameseNetwork(denseNetwork({ inputs: 6, hidden: [12], outputs: 4, activation: 'tanh', seed: 1 }))
  const centres = tf.randomNormal([4, 6], 0, 2, 'float32', 5)
  const pairs = (seed: number) => {
    const first = Array.from({ length: 240 }, (_, index) => index % 4)
    const second = first.map((label, index) => (index % 2 === 0 ? label : (label + 1 + (index % 3)) % 4))
    const noisy = (labels: number[], shift: number) =>
      tf.add(tf.gather(centres, labels), tf.randomNormal([240, 6], 0, 0.5, 'float32', seed + shift))
    const same = first.map((label, index) => (label === second[index] ? 1 : -1))
    return { x: [noisy(first, 0), noisy(second, 1)], same }
  }
  const [training, heldOut] = [pairs(10), pairs(20)]
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
  await model.fit(training.x, tf.tensor2d(training.same, [240, 1]), { epochs: 40, verbose: 0, shuffle: false })
  const values = cosines(model, heldOut.x[0]!, heldOut.x[1]!)
  const mean = (sign: number) => {
    const chosen = values.filter((_, index) => heldOut.same[index] === sign)
    return chosen.reduce((sum, value) => sum + value, 0) / chosen.length
  }
  expect(mean(1)).toBeGreaterThan(mean(-1) + 0.5)
})

it('siameseNetwork refuses a base that does not end in vectors', () => {
  const maps = convolutionalNetwork({ inputs: [8, 8, 1], blocks: [{ filters: 2 }], outputs: 2 })
  expect(() => siameseNetwork(siameseNetwork(maps))).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: siameseNetwork: expected a base from one input to vectors, received inputs=[any,8,8,1] [any,8,8,1], outputs=[any,1]. End it with a dense layer or pooling.]`,
  )
})
