import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectNoLeaks, temporaryDirectory } from '@dlw/testing'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
import { loadKeras, loadKerasWeights } from './load-keras.ts'
import { saveKeras } from './save-keras.ts'
import { toKeras } from './to-keras.ts'
import { writeHdf5 } from './write-hdf5.ts'

const read = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../testing/golden/keras-models/${name}`, import.meta.url))))
const mlp = read('mlp.keras')

/** The file mlp.keras with entries changed. */
function changed(change: (entries: Record<string, Uint8Array>) => void): Uint8Array {
  const entries = unzipSync(mlp)
  change(entries)
  return zipSync(entries, { level: 0 })
}
/** The same with another text in its configuration. */
const configured = (from: string | RegExp, to: string) =>
  changed((entries) => {
    const text = strFromU8(entries['config.json']!)
    expect(text.replace(from, to)).not.toBe(text)
    entries['config.json'] = strToU8(text.replace(from, to))
  })
const withWeights = async (first: Float32Array, shape = [4, 10]) => {
  const weights = await writeHdf5((file) => {
    file.dataset('layers/dense/vars/0', first, shape)
    file.dataset('layers/dense/vars/1', new Float32Array(10), [10])
    file.dataset('layers/dense_1/vars/0', new Float32Array(30), [10, 3])
    file.dataset('layers/dense_1/vars/1', new Float32Array(3), [3])
  })
  return changed((entries) => {
    entries['model.weights.h5'] = weights
  })
}

/** A zip entry that claims, or really has, a size out of all proportion. */
function bomb(): Uint8Array {
  return zipSync({
    'metadata.json': strToU8('{}'),
    'config.json': new Uint8Array(50_000_000),
    'model.weights.h5': new Uint8Array(10),
  })
}

const cases: [string, () => Uint8Array | Promise<Uint8Array>][] = [
  ['nothing', () => new Uint8Array(0)],
  ['text', () => strToU8('hello')],
  ['a cut zip', () => mlp.subarray(0, mlp.length - 100)],
  ['a zip bomb', bomb],
  ['a zip without weights', () => changed((entries) => delete entries['model.weights.h5'])],
  ['a configuration that is no JSON', () => changed((entries) => (entries['config.json'] = strToU8('{"a":')))],
  ['a configuration of something else', () => changed((entries) => (entries['config.json'] = strToU8('[1, 2]')))],
  [
    'cut weights',
    () => changed((entries) => (entries['model.weights.h5'] = entries['model.weights.h5']!.subarray(0, 3000))),
  ],
  ['a cut .h5', () => read('mlp.h5').subarray(0, 9000)],
  ['weights without a model', () => read('mlp.weights.h5')],
  ['a huge layer', () => configured('"units": 10', '"units": 2000000000')],
  ['a huge input', () => configured('"batch_shape": [null, 4]', '"batch_shape": [null, 4000000000]')],
  ['a layer of another size', () => configured('"units": 10', '"units": 11')],
  ['no layer', () => configured(/"layers": \[.*\], "input_layers"/s, '"layers": [], "input_layers"')],
  ['a layer nobody knows', () => configured('"class_name": "Dense"', '"class_name": "Dance"')],
  ['code', () => configured('"class_name": "Dense"', '"class_name": "Lambda"')],
  ['an activation nobody knows', () => configured('"activation": "relu"', '"activation": "rule"')],
  ['a layer fed by itself', () => configured('["input_layer", 0, 0]', '["dense", 0, 0]')],
  ['weights that are not numbers', () => withWeights(new Float32Array(40).fill(Number.NaN))],
  ['weights that are infinite', () => withWeights(new Float32Array(40).fill(Number.POSITIVE_INFINITY))],
  ['weights of another shape', () => withWeights(new Float32Array(40), [10, 4])],
]

describe('loadKeras refuses, at once and leaving nothing behind,', () => {
  it.each(cases)('%s', async (_, make) => {
    const bytes = await make()
    const start = performance.now()
    await expectNoLeaks(() => expect(loadKeras(bytes)).rejects.toThrowErrorMatchingSnapshot())
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('a file that is not there', async () => {
    const path = join(temporaryDirectory(), 'none.keras')
    await expect(loadKeras(path)).rejects.toThrow(
      /^loadKeras: expected a file that can be read, received source=.*ENOENT/,
    )
  })

  it('files with random damage, or loads them: it never hangs or throws anything else', async () => {
    const files = [mlp, read('mlp.h5'), read('nested.keras')]
    const damage = fc.array(fc.tuple(fc.nat(30_000), fc.nat(255)), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
        const bytes = new Uint8Array(file)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const result = await loadKeras(bytes).catch((error: Error) => error.message)
        if (typeof result === 'string')
          expect(result).toMatch(/^loadKeras: expected a Keras model file, received source=\d+ bytes: /)
        else result.dispose()
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})

it('loadKerasWeights refuses weights of another architecture and names the layer', async () => {
  const other = denseNetwork({ inputs: 4, hidden: [11], outputs: 3 })
  await expect(loadKerasWeights(other, mlp)).rejects.toThrowErrorMatchingSnapshot()
  await expect(
    loadKerasWeights(denseNetwork({ inputs: 4, hidden: [], outputs: 3 }), read('mlp.h5')),
  ).rejects.toThrowErrorMatchingSnapshot()
})

it('toKeras and saveKeras refuse what Keras cannot have, and write nothing', async () => {
  const model = denseNetwork({ inputs: 4, hidden: [3], outputs: 2, activation: 'hardSigmoid', name: 'old' })
  await expect(toKeras(model)).rejects.toThrowErrorMatchingSnapshot()
  await expect(saveKeras(model, join(temporaryDirectory(), 'model.zip'))).rejects.toThrow(
    /^saveKeras: expected a name that ends in \.keras, \.h5 or \.weights\.h5, received path=/,
  )
})

describe('loadKeras with compile refuses, and leaves nothing behind,', () => {
  const trained = new Uint8Array(
    readFileSync(fileURLToPath(new URL('../../../testing/golden/keras-training/sgd.keras', import.meta.url))),
  )
  const compile = () => {}
  /** The same file with other variables of its optimizer. */
  const remembering = async (variables: [Float32Array, number[]][]) => {
    const entries = unzipSync(trained)
    entries['model.weights.h5'] = await writeHdf5((file) => {
      for (const [index, [values, shape]] of variables.entries()) file.dataset(`optimizer/vars/${index}`, values, shape)
    })
    return zipSync(entries, { level: 0 })
  }

  /** Zeros that take next to no room in the file, and 64 MB out of it. */
  const unpacked = async () => {
    const { default: hdf5 } = await import('h5wasm')
    const module = await hdf5.ready
    const file = new hdf5.File('zeros.h5', 'w')
    file
      .create_group('optimizer')
      .create_group('vars')
      .create_dataset({ name: '0', data: new Float32Array(16_000_000), chunks: [1_000_000], compression: 9 })
    file.close()
    const weights = new Uint8Array(module.FS.readFile('zeros.h5') as Uint8Array)
    module.FS.unlink('zeros.h5')
    return zipSync({ ...unzipSync(trained), 'model.weights.h5': weights }, { level: 0 })
  }

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['a model that was never compiled', () => changed((entries) => (entries['config.json'] = withoutCompilation()))],
    ['a weights file', () => read('mlp.weights.h5')],
    ['an older model that was never compiled', () => read('mlp.h5')],
    ['steps that are no number', () => remembering([[new Float32Array([Number.NaN]), []]])],
    ['a state that is infinite', () => remembering([[new Float32Array([1, Number.POSITIVE_INFINITY]), [2]]])],
    ['a state far larger than the file', unpacked],
  ])('%s', async (_, make) => {
    const bytes = await make()
    await expectNoLeaks(() => expect(loadKeras(bytes, { compile })).rejects.toThrowErrorMatchingSnapshot())
  })

  function withoutCompilation(): Uint8Array {
    const config = JSON.parse(strFromU8(unzipSync(mlp)['config.json']!)) as object
    return strToU8(JSON.stringify({ ...config, compile_config: null }))
  }

  it('whatever `compile` refuses, with its own words', async () => {
    const refuse = () => {
      throw new RangeError('compile: not this one')
    }
    await expectNoLeaks(() =>
      expect(loadKeras(trained, { compile: refuse })).rejects.toThrow(/^compile: not this one$/),
    )
  })
})
