import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { loadKeras } from './load-keras.ts'
import { registerKerasLayer } from './register-keras-layer.ts'
import { toKeras } from './write/to-keras.ts'

class Scaled extends layers.Layer {
  static readonly className: string = 'Scaled'
  readonly #factor: number

  constructor(settings: { name?: string; scaleFactor: number }) {
    super(settings)
    this.#factor = settings.scaleFactor
  }

  override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul([x].flat()[0]!, this.#factor)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), scaleFactor: this.#factor }
  }
}

/** A file of a dense layer, with another layer in its configuration. */
async function fileWith(change: (layer: Record<string, unknown>) => object): Promise<Uint8Array> {
  const model = sequential({
    layers: [layers.dense({ units: 2, inputShape: [2], name: 'dense' }), layers.reLU({ name: 'own' })],
  })
  const entries = unzipSync(await toKeras(model))
  const config = JSON.parse(strFromU8(entries['config.json']!)) as { config: { layers: Record<string, unknown>[] } }
  config.config.layers[2] = { ...config.config.layers[2], ...change(config.config.layers[2]!) }
  entries['config.json'] = strToU8(JSON.stringify(config))
  return zipSync(entries, { level: 0 })
}

const custom = () =>
  fileWith(() => ({
    module: null,
    class_name: 'Scaled',
    registered_name: 'lesson>Scaled',
    config: { name: 'own', trainable: true, scale_factor: 3 },
  }))

it('a class of its author has to be registered, and comes back under its name', async () => {
  const file = await custom()
  await expect(loadKeras(file)).rejects.toThrow(
    /the layer sequential_\d+\/own is a lesson>Scaled, a class of its author's own\. Write it in JavaScript: registerKerasLayer\('lesson>Scaled', /,
  )
  registerKerasLayer('lesson>Scaled', Scaled)
  const model = await loadKeras(file)
  const x = tf.tensor2d([[1, 2]])
  const [plain] = model.layers
  const expected = tf.mul(plain!.apply(x) as tf.Tensor, 3).dataSync()
  expect((model.predict(x) as tf.Tensor).dataSync()).toEqual(expected)
  const written = await toKeras(model)
  expect(strFromU8(unzipSync(written)['config.json']!)).toContain('"registered_name":"lesson>Scaled"')
  expect(((await loadKeras(written)).predict(x) as tf.Tensor).dataSync()).toEqual(expected)
})

it('a Lambda computes what is registered for it, and its Python is kept', async () => {
  const code = { class_name: '__lambda__', config: { code: 'bytes of Python', defaults: null, closure: null } }
  const file = await fileWith(() => ({
    class_name: 'Lambda',
    config: { name: 'own', trainable: true, function: code, arguments: {} },
  }))
  await expect(loadKeras(file)).rejects.toThrow(/own is a Lambda, .* registerKerasLayer\('Lambda>own', /)
  registerKerasLayer('Lambda>own', (x) => tf.square(x as tf.Tensor))
  const model = await loadKeras(file)
  const x = tf.tensor2d([[1, 2]])
  const expected = tf.square(model.layers[0]!.apply(x) as tf.Tensor).dataSync()
  expect((model.predict(x) as tf.Tensor).dataSync()).toEqual(expected)
})

it.each(['Scaled', '>Scaled', 'lesson>'])('registerKerasLayer refuses the name %s', (name) => {
  expect(() => registerKerasLayer(name, Scaled)).toThrow(
    `registerKerasLayer: expected package>Class or Lambda>name, received name=${name}.`,
  )
})
