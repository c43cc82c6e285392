import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expectNoLeaks, sharedData, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
import { loadModel } from './load-model.ts'
import { saveModel } from './save-model.ts'

const penguins = (hidden = 10) => denseNetwork({ inputs: 4, hidden: [hidden], outputs: 3, seed: 5 })
const bits = (model: ReturnType<typeof penguins>) => model.getWeights().map((weight) => [...weight.dataSync()])
const names = (model: ReturnType<typeof penguins>) => model.layers.map(({ name }) => name)

/** The message with the machine's own folder taken out. */
async function messageOf(promise: Promise<unknown>, folder: string): Promise<string> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (reason: Error) => reason,
  )
  return error.message.replaceAll(folder, 'FOLDER').replaceAll('\\', '/')
}

async function saved(): Promise<string> {
  const folder = join(temporaryDirectory(), 'deeper', 'model')
  const model = penguins()
  await saveModel(model, folder)
  model.dispose()
  return folder
}

describe('saveModel and loadModel', () => {
  it('keep layer names, weights and predictions bit for bit', async () => {
    const folder = join(temporaryDirectory(), 'model')
    const model = penguins()
    await saveModel(model, folder)
    const loaded = await loadModel(folder)
    expect(readdirSync(folder).sort()).toEqual(['model.json', 'weights.bin'])
    expect(bits(loaded)).toEqual(bits(model))
    expect([loaded.name, ...names(loaded)]).toEqual(['functional', 'input_layer', 'dense', 'dense_1'])
    const x = tf.tensor2d([[39.1, 18.7, 181, 3750]])
    expect((loaded.predict(x) as tf.Tensor).arraySync()).toEqual((model.predict(x) as tf.Tensor).arraySync())
  })

  it('keep batch normalization and dropout, settings and all', async () => {
    const folder = join(temporaryDirectory(), 'model')
    const model = denseNetwork({ inputs: 4, hidden: [5], outputs: 1, batchNormalization: true, dropout: 0.4, seed: 9 })
    await saveModel(model, folder)
    const loaded = await loadModel(folder)
    expect(loaded.layers.map((layer) => layer.getConfig())).toEqual(model.layers.map((layer) => layer.getConfig()))
    expect(loaded.layers.map((layer) => layer.constructor)).toEqual(model.layers.map((layer) => layer.constructor))
  })

  it('leave no tensors behind', async () => {
    const folder = await saved()
    await expectNoLeaks(async () => (await loadModel(folder)).dispose())
  })

  it('accept the path of model.json and file addresses', async () => {
    const folder = await saved()
    const expected = ['input_layer', 'dense', 'dense_1']
    expect(names(await loadModel(join(folder, 'model.json')))).toEqual(expected)
    expect(names(await loadModel(pathToFileURL(folder).href))).toEqual(expected)
  })

  it('keep frozen layers frozen', async () => {
    const folder = join(temporaryDirectory(), 'model')
    const model = penguins()
    model.layers[1]!.trainable = false
    await saveModel(model, folder)
    expect((await loadModel(folder)).layers[1]!.trainable).toBe(false)
  })

  it('replace an older model, keep its README.md and leave nothing else beside it', async () => {
    const folder = await saved()
    writeFileSync(join(folder, 'README.md'), '# Card')
    const model = penguins(20)
    await saveModel(model, folder)
    expect(bits(await loadModel(folder))).toEqual(bits(model))
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('# Card')
    expect(readdirSync(dirname(folder))).toEqual(['model'])
  })

  it('refuse a folder with other files and leave it as it was', async () => {
    const folder = temporaryDirectory()
    writeFileSync(join(folder, 'thesis.txt'), 'irreplaceable')
    expect(await messageOf(saveModel(penguins(), folder), folder)).toMatchInlineSnapshot(
      `"saveModel: expected a new folder or one with a saved model, received location=FOLDER: it holds thesis.txt, which is no part of a saved model. Choose another folder or make it writable."`,
    )
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
  })

  it('leave nothing half-written where the folder cannot be made', async () => {
    const folder = temporaryDirectory()
    writeFileSync(join(folder, 'file'), '')
    const message = await messageOf(saveModel(penguins(), join(folder, 'file', 'model')), folder)
    expect(message).toMatch(
      /^saveModel: expected a new folder or one with a saved model, received location=FOLDER\/file\/model/,
    )
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it.skipIf(!sharedData('weights/darknet-tiny'))(
    'read models of the TensorFlow.js converter in many shards (needs weights/darknet-tiny)',
    async () => {
      const model = await loadModel(sharedData('weights/darknet-tiny')!)
      expect(model.countParams()).toBeGreaterThan(1_000_000)
    },
  )
})

describe('loadModel refuses', () => {
  const cases: [string, (folder: string) => void][] = [
    ['a missing folder', (folder) => rmSync(folder, { recursive: true })],
    [
      'an empty folder',
      (folder) => {
        rmSync(folder, { recursive: true })
        mkdirSync(folder)
      },
    ],
    ['missing weights', (folder) => rmSync(join(folder, 'weights.bin'))],
    ['truncated weights', (folder) => truncateSync(join(folder, 'weights.bin'), 100)],
    ['a truncated topology', (folder) => truncateSync(join(folder, 'model.json'), 100)],
    ['another JSON', (folder) => writeFileSync(join(folder, 'model.json'), '{"name": "x"}')],
    ['weights of another shape', (folder) => edit(folder, (text) => text.replace('"units":10', '"units":11'))],
    [
      'weights of another layer',
      (folder) => edit(folder, (text) => text.replace('"name":"dense_1/kernel"', '"name":"dense_7/kernel"')),
    ],
    [
      'a layer that does not exist',
      (folder) => edit(folder, (text) => text.replace('"class_name":"Dense"', '"class_name":"Dance"')),
    ],
    [
      'a layer that is fed by one that is not there',
      (folder) => edit(folder, (text) => text.replace('["input_layer",0,0,{}]', '["input_player",0,0,{}]')),
    ],
    [
      'a layer fed by itself',
      (folder) => edit(folder, (text) => text.replace('["dense",0,0,{}]', '["dense_1",0,0,{}]')),
    ],
    ['a call without inputs', (folder) => edit(folder, (text) => text.replace('[["dense",0,0,{}]]', '[]'))],
    ['an initializer without numbers', (folder) => edit(folder, (text) => text.replace('"scale":1', '"scale":"x"'))],
    ['a huge layer', (folder) => edit(folder, (text) => text.replace('"units":10', '"units":2000000000'))],
    [
      'a weight with a negative length',
      (folder) => edit(folder, (text) => text.replace('"shape":[4,10]', '"shape":[-4,-10]')),
    ],
    [
      'a manifest that is no list',
      (folder) => edit(folder, (text) => text.replace(/"weightsManifest":.*/, '"weightsManifest":{}}')),
    ],
    [
      'weights that are not finite',
      (folder) =>
        writeFileSync(
          join(folder, 'weights.bin'),
          new Uint8Array(readFileSync(join(folder, 'weights.bin'))).fill(255, 0, 4),
        ),
    ],
    [
      'weights outside the folder',
      (folder) => edit(folder, (text) => text.replace('weights.bin', '../../weights.bin')),
    ],
  ]

  it.each(cases)('%s', async (_, damage) => {
    const folder = await saved()
    damage(folder)
    await expectNoLeaks(async () => expect(await messageOf(loadModel(folder), folder)).toMatchSnapshot())
  })

  it('weights that are not finite, unless asked to load them', async () => {
    const folder = await saved()
    const path = join(folder, 'weights.bin')
    writeFileSync(path, new Uint8Array(readFileSync(path)).fill(255, 0, 4))
    const model = await loadModel(folder, { allowNonFinite: true })
    expect(bits(model)[0]![0]).toBeNaN()
    await expect(loadModel(folder, { allowNan: true } as never)).rejects.toThrow('Did you mean allowNonFinite?')
  })

  function edit(folder: string, change: (text: string) => string): void {
    const path = join(folder, 'model.json')
    const text = readFileSync(path, 'utf8')
    expect(change(text)).not.toBe(text)
    writeFileSync(path, change(text))
  }
})
