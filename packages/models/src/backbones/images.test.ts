import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { useBackend } from '@dlw/backend'
import { sharedData } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { testPicture } from '../../test/test-picture.ts'
import { loadModel } from '../saving/load-model.ts'
import { decodePredictions } from './decode-predictions.ts'
import { imageNetClasses } from './imagenet-classes.ts'
import { loadBackbone } from './load-backbone.ts'
import { type PreprocessImagesOptions, preprocessImages } from './preprocess-images.ts'

const [weights, pictures] = [sharedData('weights'), sharedData('datasets/images')]

/** Six pictures, and words of which one must be in one of the three best guesses. */
const six = [
  ['bird', /bunting|bird|finch|junco|jay|chickadee|robin/i],
  ['parrot', /macaw|lorikeet|parrot|cockatoo/i],
  ['hot_dog', /hotdog|hot dog/i],
  ['cat', /cat/i],
  ['sunflower', /daisy|bee|sunflower/i],
  ['dragonfly', /dragonfly|damselfly/i],
] as const
const withBackground = ['background', ...imageNetClasses]
const signed = (image: tf.Tensor4D) => preprocessImages(image, { backbone: 'mobileNet' })
/** Trained networks of three families: how large their images are, how scaled, and how their classes are named. */
const trained: Record<string, [size: number, scale: (image: tf.Tensor4D) => tf.Tensor4D, classes: () => string[]]> = {
  'mobilenet_v1_0.5_160': [160, signed, () => withBackground],
  'mobilenet_v2_1.0_224': [224, signed, () => withBackground],
  'darknet-tiny': [
    224,
    (image) => tf.div(image, 255),
    () => JSON.parse(readFileSync(join(weights!, 'darknet-tiny/labels.json'), 'utf8')) as string[],
  ],
}

describe.skipIf(!weights || !pictures)('real ImageNet models (needs shared/weights and shared/datasets/images)', () => {
  it.each(Object.entries(trained))(
    '%s recognises six pictures among its three best guesses',
    async (folder, [size, scale, classes]) => {
      await useBackend({ prefer: 'wasm' })
      const model = await loadModel(join(weights!, folder))
      for (const [name, words] of six) {
        const image = scale(testPicture(join(pictures!, `${name}_224.png`), size))
        const output = tf.reshape(model.predict(image) as tf.Tensor, [1, -1]) as tf.Tensor2D
        const [guesses] = decodePredictions(output.arraySync(), { top: 3, classes: classes() })
        expect(guesses!.map((guess) => guess.name).join('; '), name).toMatch(words)
      }
      model.dispose()
    },
    300_000,
  )

  it('loadBackbone cuts one at the layer asked for and pools it', async () => {
    const backbone = await loadBackbone(join(weights!, 'mobilenet_v1_0.25_128'), {
      cut: 'conv_pw_13_relu',
      pooling: 'max',
    })
    expect(backbone.outputs[0]!.shape).toEqual([null, 256])
    expect((backbone.predict(tf.zeros([1, 128, 128, 3])) as tf.Tensor).shape).toEqual([1, 256])
  })

  it('loadBackbone names the layers there are', async () => {
    await expect(loadBackbone(join(weights!, 'mobilenet_v1_0.25_128'), { cut: 'conv5' })).rejects.toThrow(
      /^loadBackbone: expected the name of a layer, received cut=conv5\. The model has .*conv_pw_13_relu/,
    )
  })
})

it('preprocessImages gives the colours that each network was trained on', () => {
  const image = tf.tensor4d([255, 0, 127.5], [1, 1, 1, 3])
  const colours = (backbone: PreprocessImagesOptions['backbone']) => [
    ...preprocessImages(image, { backbone }).dataSync(),
  ]
  tf.test_util.expectArraysClose(colours('mobileNetV2'), [1, -1, 0], 1e-6)
  tf.test_util.expectArraysClose(colours('denseNet'), [2.2489083, -2.0357141, 0.4177778], 1e-5)
  tf.test_util.expectArraysClose(colours('resNet50'), [23.561, -116.779, 131.32], 1e-4)
  tf.test_util.expectArraysClose(colours('vgg19'), [23.561, -116.779, 131.32], 1e-4)
  for (const signed of ['inceptionV3', 'inceptionResNetV2', 'nasNet', 'resNetV2', 'xception'] as const) {
    tf.test_util.expectArraysClose(colours(signed), [1, -1, 0], 1e-6)
  }
  for (const own of ['convNeXt', 'efficientNet', 'efficientNetV2', 'mobileNetV3'] as const) {
    expect(colours(own)).toEqual([255, 0, 127.5])
  }
  expect(() => preprocessImages(image, { backbone: 'efficientnet' as 'efficientNet' })).toThrow(
    /^preprocessImages: expected one of convNeXt, .*, received backbone=efficientnet\. Did you mean efficientNet\?$/,
  )
  expect(() => preprocessImages(tf.zeros([1, 2, 2, 1]), { backbone: 'denseNet' })).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: preprocessImages: expected RGB images [images, height, width, 3], received shape=[1,2,2,1]. Add an axis or drop transparency.]`,
  )
})

it('decodePredictions knows 1000 classes and sorts them', () => {
  expect(imageNetClasses.length).toBe(1000)
  expect([imageNetClasses[0], imageNetClasses[1], imageNetClasses[999]]).toMatchInlineSnapshot(`
    [
      "tench, Tinca tinca",
      "goldfish, Carassius auratus",
      "toilet tissue, toilet paper, bathroom tissue",
    ]
  `)
  expect(() => decodePredictions([[1, 2]])).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: decodePredictions: expected 1000 numbers per picture, received 2. Pass the names of the model's own classes.]`,
  )
})
