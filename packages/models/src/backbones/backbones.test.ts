import { readFileSync } from 'node:fs'
import { expectNoLeaks } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../summary/parameter-count.ts'
import { denseNet121, denseNet169, denseNet201 } from './networks/dense-net.ts'
import { mobileNet } from './networks/mobile-net.ts'
import { mobileNetV2 } from './networks/mobile-net-v2.ts'
import { resNet50 } from './networks/res-net.ts'

interface Counts {
  total: number
  trainable: number
  nonTrainable: number
  layers: number
  withoutTop: number
  features: number
}
const keras = JSON.parse(readFileSync(new URL('../../golden/applications.json', import.meta.url), 'utf8')) as {
  backbones: Record<string, Counts>
}
const builders = { denseNet121, denseNet169, denseNet201, mobileNet, mobileNetV2, resNet50 }

describe.each(Object.entries(builders))('%s', (name, build) => {
  const expected = keras.backbones[name]!

  it('has the parameters and layers of Keras', async () => {
    await expectNoLeaks(async () => {
      const { total, trainable, nonTrainable, layers } = expected
      const model = await build({ weights: null, inputShape: [64, 64, 3] })
      expect(parameterCount(model)).toEqual({ total, trainable, nonTrainable })
      expect(model.layers.length).toBe(layers)
      expect(model.outputs[0]!.shape).toEqual([null, 1000])
      model.dispose()
    })
  })

  it('without its top gives features', async () => {
    const pooled = await build({ weights: null, inputShape: [64, 64, 3], includeTop: false, pooling: 'max' })
    expect(parameterCount(pooled).total).toBe(expected.withoutTop)
    expect(pooled.outputs[0]!.shape).toEqual([null, expected.features])
    const maps = await build({ weights: null, inputShape: [64, 64, 3], includeTop: false })
    expect(maps.outputs[0]!.shape).toEqual([null, 2, 2, expected.features])
    for (const model of [pooled, maps]) model.dispose()
  })

  it('refuses images that are too small, and other classes with published weights', async () => {
    await expect(build({ weights: null, inputShape: [16, 64, 3] })).rejects.toThrowErrorMatchingSnapshot()
    await expect(build({ weights: 'imagenet', classes: 10 })).rejects.toThrowErrorMatchingSnapshot()
  })
})

it('denseNet121 has the block outputs of the lesson', async () => {
  const base = await denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
  const blocks = ['conv2_block6_concat', 'conv3_block12_concat', 'conv4_block24_concat', 'conv5_block16_concat']
  const shapes = blocks.map((name) => base.getLayer(name).outputShape)
  expect(shapes).toEqual([
    [null, 40, 40, 256],
    [null, 20, 20, 512],
    [null, 10, 10, 1024],
    [null, 5, 5, 1024],
  ])
  base.dispose()
})
