import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { input, layers, model as makeModel, type SymbolicTensor } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { layerFromKeras } from '../keras/layer-from-keras.ts'
import { loadKeras } from '../keras/load-keras.ts'
import { toKeras } from '../keras/to-keras.ts'
import { registerLayers } from '../layers/register-layers.ts'
import { augmentationLayers } from './augmentation-layers.ts'

interface Golden {
  input: number[][][][]
  layers: { class: string; config: Record<string, unknown>; output: number[] }[]
}
const keras = golden<Golden>('keras-augmentations')
const all = { flip: 'both', rotate: 20, zoom: 0.2, translate: 0.1, contrast: 0.3, brightness: 0.2 } as const
const images = (count = 40) => tf.randomUniform<tf.Rank.R4>([count, 6, 8, 1], 0, 255, 'float32', 4)
const run = (layer: layers.Layer, x: tf.Tensor, training = true) => layer.call(x, { training }) as tf.Tensor4D

describe('augmentationLayers', () => {
  registerLayers()
  it.each(keras.layers)('change images as Keras does: $class $config', ({ class: class_name, config, output }) => {
    const layer = layerFromKeras(
      { class_name, config: { name: 'layer', ...config } },
      { path: 'layer', kerasVersion: '3' },
    )
    tf.test_util.expectArraysClose(run(layer, tf.tensor(keras.input)).arraySync() as never, output as never, 0.01)
  })

  it.each(['horizontal', 'vertical', 'both'] as const)('flip=%s mirrors about half of the images, each way', (flip) => {
    const [layer] = augmentationLayers({ flip, seed: 3 })
    const x = images()
    const rows = (tensor: tf.Tensor) =>
      tf.unstack(tensor).map((image) => [...image.dataSync()].map((value) => value.toFixed(2)).join())
    const [same, across, down, both] = [x, tf.reverse(x, 2), tf.reverse(x, 1), tf.reverse(x, [1, 2])].map(rows)
    const counts = { same: 0, across: 0, down: 0, both: 0 }
    for (const [index, row] of rows(run(layer!, x)).entries()) {
      if (row === same![index]) counts.same++
      else if (row === across![index]) counts.across++
      else if (row === down![index]) counts.down++
      else if (row === both![index]) counts.both++
    }
    const expected = flip === 'both' ? Object.keys(counts) : ['same', flip === 'horizontal' ? 'across' : 'down']
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(40)
    for (const [name, count] of Object.entries(counts)) {
      if (expected.includes(name)) expect(count).toBeGreaterThan(40 / expected.length / 3)
      else expect(count).toBe(0)
    }
  })

  it('do the same for the same seed, other things in each step and to each image, and nothing in prediction', () => {
    for (const [index, layer] of augmentationLayers({ ...all, seed: 7 }).entries()) {
      const [x, again] = [images(), augmentationLayers({ ...all, seed: 7 })[index]!]
      const [first, second] = [run(layer, x), run(layer, x)].map((tensor) => [...tensor.dataSync()])
      expect([...run(again, x).dataSync()]).toEqual(first)
      expect(second).not.toEqual(first)
      expect([...run(augmentationLayers({ ...all, seed: 8 })[index]!, x).dataSync()]).not.toEqual(first)
      expect(run(layer, x, false)).toBe(x)
    }
  })

  it('stay within the range of colours', () => {
    for (const layer of augmentationLayers({ contrast: 1, brightness: 1, range: [0, 1] })) {
      const values = run(layer, tf.div(images(), 255)).dataSync()
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...values)).toBeLessThanOrEqual(1)
    }
  })

  it('train with a model, leave nothing behind and come back from a Keras file', async () => {
    const inputs = input({ shape: [6, 8, 1] })
    let x: SymbolicTensor = inputs
    for (const layer of [...augmentationLayers(all), layers.flatten(), layers.dense({ units: 1 })])
      x = layer.apply(x) as SymbolicTensor
    const model = makeModel({ inputs, outputs: x })
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
    const y = tf.zeros([40, 1])
    const step = () => model.fit(tf.div(images(), 255), y, { epochs: 1, verbose: 0 })
    await step()
    const x40 = images()
    await expectNoLeaks(() => run(augmentationLayers({ rotate: 20 })[0]!, x40).dispose())
    const again = await loadKeras(await toKeras(model))
    expect(again.layers.map((layer) => layer.getConfig())).toEqual(
      model.layers.map((layer) =>
        expect.objectContaining({
          name: layer.name,
          ...(layer.getConfig().seed !== undefined && { seed: layer.getConfig().seed }),
        }),
      ),
    )
  })

  it.each([
    { rotate: -1 },
    { zoom: 1 },
    { translate: 2 },
    { contrast: Number.NaN },
    { seed: 0.5, flip: 'both' as const },
  ])('refuse %o', (wrong) => {
    expect(() => augmentationLayers(wrong)).toThrowErrorMatchingSnapshot()
  })
})
