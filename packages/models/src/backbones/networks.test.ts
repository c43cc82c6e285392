import { createHash } from 'node:crypto'
import { useBackend } from '@dlw/backend'
import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { describe, expect, it, vi } from 'vitest'
import { formula } from '../../test/formula.ts'
import * as models from '../index.ts'
import { layerToKeras } from '../keras/write/layer-to-keras.ts'
import { parameterCount } from '../summary/parameter-count.ts'
import type { BackboneOptions, PreprocessingBackboneOptions } from './backbone-options.ts'
import { imageNetWeights, type PublishedNetwork } from './imagenet-weights.ts'

/*
 * Networks are built around weights that are said to come from a file, so that no random numbers are drawn for hundreds
 * of millions of parameters; what would have been loaded is noted.
 */
const asked: { network: PublishedNetwork; alpha: number; options: Parameters<typeof imageNetWeights>[1] }[] = []
vi.mock('./load-backbone-weights.ts', () => ({
  loadBackboneWeights: async (_: string, network: never, model: LayersModel, options: never, alpha = 1) => {
    asked.push({ network, alpha, options })
    return model
  },
}))

interface Described {
  model: string
  input: (number | null)[]
  layers: number
  names: string
  shapes: string
  total: number
  trainable: number
  nonTrainable: number
  output: (number | null)[]
}
type Files = [withTop: [url: string, sum: string | null], withoutTop: [url: string, sum: string | null]]
interface Run {
  options: Record<string, unknown>
  size: number
  colours: boolean
  classes: number[]
  classesNames: string
  avg: number[]
  avgNames: string
}
const keras = golden<{
  networks: Record<string, { top: Described; bare: Described; files: Files }>
  narrow: Record<string, { options: object; files: Files }>
  runs: Record<string, Run>
}>('keras-applications')

type Build = (options: PreprocessingBackboneOptions & BackboneOptions) => Promise<LayersModel>
/** The builder of a network by Keras's name: `EfficientNetB0` is `efficientNetB0`, `NASNetLarge` is `nasNetLarge`. */
function builderOf(name: string): Build {
  const found = Object.entries(models).find(([own]) => own.toLowerCase() === name.toLowerCase())
  expect(found?.[0], name).toMatch(/^[a-z]/)
  return found![1] as Build
}
const md5 = (lines: readonly string[]) => createHash('md5').update(lines.join('\n')).digest('hex')
const leaves = (model: LayersModel): layers.Layer[] =>
  model.layers.flatMap((layer) => ('layers' in layer ? leaves(layer as unknown as LayersModel) : [layer]))

/** Keras's options under the names they have here. */
const camelCased = (options: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase()),
      value,
    ]),
  )

function describedBy(model: LayersModel): Described {
  const { total, trainable, nonTrainable } = parameterCount(model)
  const weights = leaves(model).flatMap((layer) => layer.weights)
  return {
    model: model.name,
    input: model.inputs[0]!.shape,
    layers: model.layers.length,
    names: md5(model.layers.map(({ name }) => name)),
    shapes: md5(weights.map(({ shape }) => shape.join())),
    total,
    trainable,
    nonTrainable,
    output: model.outputs[0]!.shape,
  }
}

describe.each(Object.entries(keras.networks))('%s', (name, { top, bare, files }) => {
  it("has Keras's layers, names, weights and parameters, and its published files", async () => {
    await expectNoLeaks(async () => {
      const build = builderOf(name)
      for (const [index, expected] of [top, bare].entries()) {
        const model = await build({ weights: 'a file', ...(index === 1 && { includeTop: false, pooling: 'max' }) })
        expect(describedBy(model)).toEqual(expected)
        const { network, options, alpha } = asked.at(-1)!
        const { url, md5: sum, sha256 } = imageNetWeights(network, options, alpha)
        expect([url, sum ?? sha256 ?? null]).toEqual(files[index])
        model.dispose()
      }
    })
  })
})

it.each(Object.entries(keras.narrow))('%s has files for other variants', async (name, { options, files }) => {
  for (const [index, includeTop] of [true, false].entries()) {
    const model = await builderOf(name)({ weights: 'a file', includeTop, ...options })
    const { network, options: resolved, alpha } = asked.at(-1)!
    const { url, md5: sum } = imageNetWeights(network, resolved, alpha)
    expect([url, sum]).toEqual(files[index])
    model.dispose()
  }
})

it.each([
  [models.inceptionResNetV2, 'CustomScaleLayer', 'keras.src.applications.inception_resnet_v2'],
  [models.convNeXtTiny, 'LayerScale', 'keras.src.applications.convnext'],
])('layers that Keras has only in its applications are written with their module (%#)', async (build, name, module) => {
  // The module and the registered name that Keras 3.15 writes, and loads.
  const model = await build({ weights: 'a file', inputShape: [75, 75, 3], includeTop: false })
  const layer = model.layers.find((one) => one.getClassName() === name)!
  expect(layerToKeras(layer, layer.name)).toMatchObject({ module, class_name: name, registered_name: name })
  model.dispose()
})

function setByFormula(model: LayersModel): void {
  let index = 0
  for (const layer of leaves(model)) {
    const kind = layer.getClassName()
    const values = layer.weights.map(({ shape: sizes }, position) => {
      const shape = sizes as number[]
      const count = shape.reduce((size, axis) => size * axis, 1)
      index++
      if (shape.length === 0) return tf.scalar(0)
      const isDepthwise = kind === 'DepthwiseConv2D' || (kind === 'SeparableConv2D' && position === 0)
      const inputs = shape.slice(0, isDepthwise ? 2 : -1).reduce((size, axis) => size * axis, 1)
      const limit = Math.sqrt(4.5 / inputs)
      const [slope, offset] = kind.endsWith('Normalization')
        ? [0.4, 0.8]
        : shape.length === 1
          ? [0.2, -0.1]
          : [2 * limit, -limit]
      return tf.tensor(formula(count, index, slope, offset), shape)
    })
    if (values.length > 0) layer.setWeights(values)
    for (const value of values) value.dispose()
  }
}

describe.each(Object.entries(keras.runs))('%s', (key, { options, size, colours, ...expected }) => {
  it.each([
    ['classes', { classes: 7 }],
    ['avg', { includeTop: false, pooling: 'avg' }],
  ] as const)('gives what Keras gives for the same weights: %s', async (kind, settings) => {
    await useBackend({ prefer: 'wasm' })
    const name = key.replace(/(Narrow|Minimalistic)$/, '')
    const model = await builderOf(name)({
      weights: 'a file',
      inputShape: [size, size, 3],
      ...camelCased(options),
      ...settings,
    })
    expect(md5(model.layers.map((layer) => layer.name))).toBe(expected[`${kind}Names`])
    setByFormula(model)
    const x = colours ? formula(size * size * 3, 7, 255, 0).map(Math.round) : formula(size * size * 3, 7, 2, -1)
    const y = tf.tidy(() => (model.predict(tf.tensor4d(x, [1, size, size, 3])) as tf.Tensor).dataSync())
    model.dispose()
    const every = kind === 'classes' ? y : y.filter((_, index) => index % 48 === 0)
    const largest = Math.max(...expected[kind].map(Math.abs))
    expect(every.length).toBe(expected[kind].length)
    const worst = Math.max(...expected[kind].map((value, index) => Math.abs(value - every[index]!)))
    expect(worst / largest).toBeLessThan(1e-4)
  })
})
