import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { formula } from '../../test/formula.ts'
import type { BackboneOptions } from './backbone-options.ts'
import { denseNet121, denseNet169, denseNet201 } from './networks/dense-net.ts'
import { mobileNet } from './networks/mobile-net.ts'
import { mobileNetV2 } from './networks/mobile-net-v2.ts'
import { resNet50 } from './networks/res-net.ts'

interface Case {
  name: string
  alpha?: number
  classes: number[][]
  classesLayers: string[]
  avg: number[][]
  avgLayers: number
  max: number[][]
  maxLayers: number
}
const { backbones } = golden<{ backbones: Case[] }>('keras-backbones')
const builders: Record<string, (options: BackboneOptions & { alpha?: number }) => Promise<LayersModel>> = {
  denseNet121,
  denseNet169,
  denseNet201,
  mobileNet,
  mobileNetHalf: mobileNet,
  mobileNetV2,
  mobileNetV2Small: mobileNetV2,
  resNet50,
}

function setByFormula(model: LayersModel): void {
  let index = 0
  for (const layer of model.layers) {
    layer.setWeights(
      layer.weights.map((weight) => {
        const shape = weight.shape as number[]
        const count = shape.reduce((size, axis) => size * axis, 1)
        const name = weight.originalName.split('/').at(-1)!
        const isDepthwise = layer.name.includes('depthwise') || layer.name.includes('_dw_')
        const inputs = shape.slice(0, isDepthwise ? 2 : -1).reduce((size, axis) => size * axis, 1)
        const limit = Math.sqrt(6 / inputs)
        const [slope, offset] =
          name === 'gamma' || name === 'moving_variance'
            ? [0.4, 0.8]
            : name === 'beta' || name === 'moving_mean' || name === 'bias'
              ? [0.2, -0.1]
              : [2 * limit, -limit]
        return tf.tensor(formula(count, ++index, slope, offset), shape)
      }),
    )
  }
}

const images = () => tf.tensor4d(formula(2 * 48 * 40 * 3, 7, 2, -1), [2, 48, 40, 3])

/** Within 1e-4 of the largest value. */
function expectRelative(received: number[][], expected: number[][]): void {
  const largest = Math.max(...expected.flat().map(Math.abs))
  for (const [row, values] of expected.entries()) {
    const worst = Math.max(...values.map((value, index) => Math.abs(value - received[row]![index]!)))
    expect(worst / largest).toBeLessThan(1e-4)
  }
}

/** The large ones without their top are the same layers again: one DenseNet and the MobileNets stand for all. */
const pooled = new Set(['denseNet121', 'mobileNet', 'mobileNetHalf', 'mobileNetV2', 'mobileNetV2Small'])

const settingsOf = (alpha: number | undefined) => ({
  weights: null,
  inputShape: [48, 40, 3] as const,
  ...(alpha !== undefined && { alpha }),
})

function outputsOf(model: LayersModel): number[][] {
  setByFormula(model)
  const values = tf.tidy(() => (model.predict(images()) as tf.Tensor2D).arraySync())
  model.dispose()
  return values
}

it.each(backbones)(
  '$name gives what Keras gives for the same weights',
  async ({ name, alpha, classes, classesLayers }) => {
    const model = await builders[name]!({ ...settingsOf(alpha), classes: 7 })
    expect(model.layers.map((layer) => layer.name)).toEqual(classesLayers)
    expectRelative(outputsOf(model), classes)
  },
)

describe.each(backbones.filter(({ name }) => pooled.has(name)))(
  '$name without its top gives what Keras gives',
  ({ name, alpha, ...expected }) => {
    it.each(['avg', 'max'] as const)('pooled by %s', async (pooling) => {
      const model = await builders[name]!({ ...settingsOf(alpha), includeTop: false, pooling })
      expect(model.layers.length).toBe(expected[`${pooling}Layers`])
      const every32nd = outputsOf(model).map((row) => row.filter((_, index) => index % 32 === 0))
      expectRelative(every32nd, expected[pooling])
    })
  },
)

it('a backbone takes its weights from a Keras file, by the order of its layers', async () => {
  const file = fileURLToPath(new URL('../../../testing/golden/keras-models/mobilenet.h5', import.meta.url))
  const settings = { inputShape: [32, 32, 3] as const, alpha: 0.25, includeTop: false, pooling: 'avg' as const }
  const expected = await mobileNet({ ...settings, weights: null })
  setByFormula(expected)
  const values = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()])
  expect(values(await mobileNet({ ...settings, weights: file }))).toEqual(values(expected))
  const bytes = new Uint8Array(readFileSync(file))
  expect(values(await mobileNet({ ...settings, weights: bytes.buffer }))).toEqual(values(expected))
  await expect(mobileNet({ ...settings, alpha: 0.5, weights: file })).rejects.toThrow(
    /^loadKerasWeights: expected a Keras model file, .*its weights conv1\/conv1\/kernel have the shape \[3,3,3,8\], the layer's have \[3,3,3,16\]/,
  )
})
