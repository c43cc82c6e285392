import { readdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { loadBackbone } from '../backbones/load-backbone.ts'
import { denseNet121 } from '../backbones/networks/dense-net.ts'
import { mobileNet } from '../backbones/networks/mobile-net.ts'
import { extractFeatures } from '../features/extract-features.ts'
import { loadModel } from '../saving/load-model.ts'
import { saveModel } from '../saving/save-model.ts'
import { parameterCount } from '../summary/parameter-count.ts'
import { convolutionalNetwork } from './convolutional-network.ts'
import { denseNetwork } from './dense-network.ts'
import { splitModel } from './split-model.ts'
import { transferModel } from './transfer-model.ts'

/** A small backbone with batch normalization, for images of 12 × 12 pixels. */
const backbone = (): LayersModel =>
  convolutionalNetwork({
    inputs: [12, 12, 3],
    blocks: [{ filters: 4, batchNormalization: true }],
    outputs: 6,
    name: 'backbone',
    seed: 3,
  })
const small = () => transferModel(backbone(), { inputs: [8, 8, 3], hidden: [5], outputs: 2, seed: 1 })
const images = () => tf.randomUniform<tf.Rank.R4>([20, 8, 8, 3], 0, 1, 'float32', 7)
const labels = () =>
  tf.oneHot(
    tf.tensor1d(
      Array.from({ length: 20 }, (_, index) => index % 2),
      'int32',
    ),
    2,
  )
const values = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()])
const outputOf = (model: LayersModel, x: tf.Tensor) => [...(model.predict(x) as tf.Tensor).dataSync()]

describe('transferModel', () => {
  it('gives the lesson its model: DenseNet121 at 160 × 160 with a head of 53,808 parameters', async () => {
    const base = await denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
    const model = transferModel(base, { inputs: [64, 64, 3], outputs: 10 })
    expect(parameterCount(model)).toEqual({ total: 7_093_360, trainable: 53_808, nonTrainable: 7_039_552 })
    expect(model.layers.map(({ name }) => name)).toEqual([
      'input_layer',
      'resize_with_pad',
      'densenet121',
      'flatten',
      'batch_normalization',
      'dense',
      'dropout',
      'dense_1',
    ])
    model.dispose()
  })

  it('leaves every weight and moving statistic of the base bit for bit as it was', async () => {
    const base = backbone()
    const model = transferModel(base, { outputs: 2, hidden: [5] })
    const [before, head] = [values(base), values(model).slice(values(base).length)]
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
    await model.fit(tf.randomUniform([20, 12, 12, 3], 0, 1, 'float32', 1), labels(), { epochs: 3, verbose: 0 })
    expect(values(base)).toEqual(before)
    expect(head.length).toBeGreaterThan(0)
    expect(values(splitModel(model, { at: 'flatten' }).head)).not.toEqual(head)
  })

  it('is saved and loaded with its layers', async () => {
    const folder = join(temporaryDirectory(), 'model')
    const [model, x] = [small(), images()]
    await saveModel(model, folder)
    const loaded = await loadModel(folder)
    expect(outputOf(loaded, x)).toEqual(outputOf(model, x))
    expect(parameterCount(loaded)).toEqual(parameterCount(model))
  })

  it.each([{ outputs: 0 }, { hidden: [0] }, { dropout: 1 }, { inputs: [8, 8, 1] as const }])('refuses %o', (wrong) => {
    expect(() => transferModel(backbone(), { outputs: 2, ...wrong })).toThrowErrorMatchingSnapshot()
  })
})

describe('splitModel', () => {
  it('gives two halves that together do what the model does, and share its weights', async () => {
    const [model, x] = [small(), images()]
    const { base, head } = splitModel(model, { at: 'flatten' })
    expect(outputOf(head, base.predict(x) as tf.Tensor)).toEqual(outputOf(model, x))
    const before = outputOf(model, x)
    head.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
    await head.fit(base.predict(x) as tf.Tensor, labels(), { epochs: 1, verbose: 0 })
    expect(outputOf(model, x)).not.toEqual(before)
    expect(outputOf(head, base.predict(x) as tf.Tensor)).toEqual(outputOf(model, x))
  })

  it('refuses a layer that is not there', () => {
    expect(() => splitModel(small(), { at: 'conv5' })).toThrowErrorMatchingSnapshot()
  })
})

describe('extractFeatures', () => {
  const base = () => splitModel(small(), { at: 'flatten' }).base

  it('gives what the base gives, whatever the batch, and tells how far it is', async () => {
    const [model, x, steps] = [base(), images(), [] as number[]]
    const expected = outputOf(model, x)
    for (const batchSize of [7, 20, 100]) {
      const features = await extractFeatures(model, x, { batchSize, onProgress: ({ done }) => steps.push(done) })
      expect([...features.dataSync()]).toEqual(expected)
    }
    expect(steps).toEqual([7, 14, 20, 20, 20])
  })

  it('takes arrays of bytes as they come from files', async () => {
    const model = base()
    const data = Uint8Array.from({ length: 20 * 192 }, (_, index) => index % 256)
    const features = await extractFeatures(model, { shape: [20, 8, 8, 3], data }, { batchSize: 8 })
    const whole = tf.tensor([...data], [20, 8, 8, 3])
    expect([...features.dataSync()]).toEqual(outputOf(model, whole))
  })

  it('trains a head to the same weights as without the cache', async () => {
    const [slow, fast, x, y] = [small(), small(), images(), labels()]
    const { base: frozen, head } = splitModel(fast, { at: 'flatten' })
    const settings = { optimizer: 'sgd', loss: 'meanSquaredError' }
    slow.compile(settings)
    await slow.fit(x, y, { epochs: 3, shuffle: false, verbose: 0 })
    head.compile(settings)
    await head.fit(await extractFeatures(frozen, x), y, { epochs: 3, shuffle: false, verbose: 0 })
    tf.test_util.expectArraysClose(outputOf(fast, x), outputOf(slow, x), 1e-5)
  })

  it('computes again only what is not in its folder', async () => {
    const [model, cache, other] = [base(), temporaryDirectory(), tf.ones<tf.Rank.R4>([20, 8, 8, 3])]
    const batches = async (x: tf.Tensor) => {
      let count = 0
      const features = await extractFeatures(model, x, { cache, batchSize: 5, onProgress: () => count++ })
      expect([...features.dataSync()]).toEqual(outputOf(model, x))
      return count
    }
    expect(await batches(images())).toBe(4)
    expect(await batches(images())).toBe(1)
    expect(await batches(other)).toBe(4)
    for (const file of readdirSync(cache)) truncateSync(join(cache, file), 100)
    expect(await batches(images())).toBe(4)
    model.getLayer('backbone').setWeights(
      model
        .getLayer('backbone')
        .getWeights()
        .map((weight) => tf.mul(weight, 2)),
    )
    expect(await batches(images())).toBe(4)
  })

  it('leaves nothing behind but the features', async () => {
    const [model, x] = [base(), images()]
    await expectNoLeaks(() => extractFeatures(model, x), 1)
  })

  it('refuses other shapes and stops when it is told to', async () => {
    const model = base()
    await expect(extractFeatures(model, tf.ones([2, 9, 9, 3]))).rejects.toThrowErrorMatchingSnapshot()
    await expect(extractFeatures(model, images(), { batchSize: 0 })).rejects.toThrowErrorMatchingSnapshot()
    await expect(extractFeatures(model, images(), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/)
  })
})

describe('loadBackbone', () => {
  const saved = async (model: LayersModel): Promise<string> => {
    const folder = join(temporaryDirectory(), 'model')
    await saveModel(model, folder)
    return folder
  }

  it('cuts a model it does not know after its last feature maps when it is to pool them', async () => {
    const folder = await saved(await mobileNet({ weights: null, inputShape: [64, 64, 3], alpha: 0.25, classes: 5 }))
    const backbone = await loadBackbone(folder, { pooling: 'max' })
    expect(backbone.layers.slice(-2).map(({ name }) => name)).toEqual(['conv_pw_13_relu', 'max_pool'])
    expect((await loadBackbone(folder)).outputs[0]!.shape).toEqual([null, 5])
  })

  it('says when a model has no feature maps to pool', async () => {
    const folder = await saved(denseNetwork({ inputs: 4, hidden: [3], outputs: 2 }))
    await expect(loadBackbone(folder, { pooling: 'avg' })).rejects.toThrow(
      /^loadBackbone: expected the name of a layer with feature maps, received cut=undefined\. The model has .*dense_1\.$/,
    )
  })
})
