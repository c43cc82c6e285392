import { fileURLToPath } from 'node:url'
import { expectNoLeaks, sharedData } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { loadKeras } from '../src/keras/load-keras.ts'
import { toKeras } from '../src/keras/write/to-keras.ts'
import { fromArtifacts, toArtifacts } from '../src/saving/model-artifacts.ts'
import { parameterCount } from '../src/summary/parameter-count.ts'
import { distance, inputsOf, type KerasFile, kerasFiles } from './keras-files.ts'

const own = fileURLToPath(new URL('../../testing/golden/keras-files.br', import.meta.url))
const shared = sharedData('golden/keras-models')

/** Models that are not supported, and what the message must say: what it is about, and the way out. */
const refused: Readonly<Record<string, RegExp>> = {
  lambda: /functional\/lambda is a Lambda, .* registerKerasLayer\('Lambda>lambda'/,
  subclassed: /is of the class Sub, whose code is not in the file\. Rebuild it/,
  dtype_float16: /sequential\/conv2d computes in float16, .* precision: 'float32'/,
  dtype_bfloat16: /sequential\/conv2d computes in bfloat16, .* precision: 'float32'/,
  dtype_mixed_float16: /sequential\/conv2d computes in mixed_float16, .* precision: 'float32'/,
  dtype_mixed_bfloat16: /sequential\/conv2d computes in mixed_bfloat16, .* precision: 'float32'/,
}
/** Models that drop at random in prediction too. */
const random = new Set(['mc_dropout'])
/** What cannot be written in a format, and says so. */
const unwritten = /which Keras cannot read from an \.h5 file|expected layers that model\.json can describe/

async function again(model: LayersModel, format: 'keras' | 'h5' | 'json'): Promise<LayersModel | undefined> {
  try {
    if (format !== 'json') return await loadKeras(await toKeras(model, { format }))
    const artifacts = await toArtifacts(model)
    return await fromArtifacts('itself', {
      ...artifacts,
      modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)),
    })
  } catch (error) {
    if (unwritten.test((error as Error).message)) return undefined
    throw error
  }
}

async function check(one: KerasFile, file: string): Promise<void> {
  const model = await loadKeras(one.read(file))
  try {
    expect(parameterCount(model).total).toBe(one.params)
    if (random.has(one.name)) return
    expect(await distance(model, one)).toBeLessThanOrEqual(1e-5)
    note(one, 'read')
    for (const format of ['keras', 'h5', 'json'] as const) {
      const copy = await again(model, format)
      if (!copy) continue
      expect(await distance(copy, one), `written as ${format}`).toBeLessThanOrEqual(1e-5)
      expect(parameterCount(copy), `written as ${format}`).toEqual(parameterCount(model))
      copy.dispose()
      if (format === 'keras') note(one, 'written')
    }
  } finally {
    model.dispose()
  }
}

/** What the tests found out about each class of layers and each operation: read, written, trained. */
const found = new Map<string, { read: boolean; written: boolean; trained: boolean }>()
function note(one: KerasFile, what: 'read' | 'written' | 'trained'): void {
  for (const name of classesIn(one)) {
    const known = found.get(name) ?? { read: false, written: false, trained: false }
    found.set(name, { ...known, [what]: true })
  }
}

/** The classes that a file names, those within others included. */
function classesIn(one: KerasFile): Set<string> {
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { class_name: name, module } = value as { class_name?: string; module?: string | null }
    if (name && module?.startsWith('keras.src.ops')) names.add(`ops.${name}`)
    else if (name && module === 'keras.layers') names.add(name)
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(JSON.parse(strFromU8(unzipSync(one.read(one.files[0]!))['config.json']!)))
  return names
}

const sets: [string, string][] = [
  ['what the generator wrote', own],
  ...(shared ? [['the shared set', shared] as const] : []),
].map(([name, path]) => [name!, path!])
describe.each(sets)("Keras's numbers, and again after writing: %s", (_, path) => {
  const models = kerasFiles(path)
  const cases = models.flatMap((one) => one.files.map((file) => [file, one] as const))

  it.each(cases)('%s', async (file, one) => {
    if (refused[one.name]) {
      await expectNoLeaks(() => expect(loadKeras(one.read(file))).rejects.toThrow(refused[one.name]))
    } else await expectNoLeaks(() => check(one, file))
  })

  it('holds for at least 97 %', () => {
    const had = models.filter(({ name }) => !refused[name] && !random.has(name))
    expect(had.length / models.length).toBeGreaterThanOrEqual(0.97)
  })
})

describe('a model of Keras trains: every weight has a slope,', () => {
  const models = kerasFiles(own).filter(
    ({ name }) => !/^(aug_Random(Grayscale|Invert|Saturation|Hue)|ops_(arg|cast$|whole))/.test(name),
  )
  it.each(models.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const model = await loadKeras(one.read(one.files[0]!))
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
    if (weights.length > 0) {
      tf.tidy(() => {
        const inputs = inputsOf(model, one)
        const { grads } = tf.variableGrads(() => {
          const given = inputs.length === 1 ? inputs[0]! : inputs
          const outputs = [model.apply(given, { training: true }) as tf.Tensor].flat()
          return tf.addN(outputs.map((output) => tf.sum(tf.square(tf.cast(output, 'float32'))))) as tf.Scalar
        }, weights)
        expect(Object.keys(grads)).toHaveLength(weights.length)
        for (const slope of Object.values(grads)) expect(slope.dataSync().every(Number.isFinite)).toBe(true)
      })
    } else {
      tf.tidy(() => {
        const inputs = inputsOf(model, one)
        return model.apply(inputs.length === 1 ? inputs[0]! : inputs, { training: true }) as tf.Tensor
      })
    }
    note(one, 'trained')
    model.dispose()
  })
})

// The shared set knows some more: the page says what every run can show.
it.skipIf(shared)('the table of the docs says what was found (without shared/golden/keras-models)', async () => {
  const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
  const mark = (yes: boolean) => (yes ? 'yes' : 'no')
  const lines = rows.map(
    ([name, one]) => `| \`${name}\` | ${mark(one.read)} | ${mark(one.written)} | ${mark(one.trained)} |`,
  )
  const page = `---
title: Keras layers and operations
description: Which of Keras's layers and operations are read, written and trained; the tests write this table.
---

Each was read from a file that Keras wrote, gave Keras's numbers to 1e-5, was written back and gave them again; and a
model with it was trained through it: every weight before it had a slope. \`ops.\` are operations of \`keras.ops\`.

| class | read | written | trained |
| --- | --- | --- | --- |
${lines.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../../apps/docs/src/content/docs/reference/keras-layers.md')
})
