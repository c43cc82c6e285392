import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectNoLeaks, golden, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { denseNet121 } from '../backbones/networks/dense-net.ts'
import { resNet50 } from '../backbones/networks/res-net.ts'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { LayerNormalization } from '../layers/layer-normalization.ts'
import { GRU } from '../layers/recurrent/recurrent-layers.ts'
import { registerLayers } from '../layers/register-layers.ts'
import { type LoadStateDictOptions, loadStateDict, saveStateDict, toStateDict } from './index.ts'

interface Recorded {
  shape: number[]
  values: number[]
}
const { cases } = golden<{ cases: { file: string; input: Recorded; output: Recorded }[] }>('torch-models')
const fileOf = (name: string) => fileURLToPath(new URL(`../../../testing/golden/torch-models/${name}`, import.meta.url))

beforeAll(registerLayers)

const mlp = () =>
  sequential({
    layers: [
      layers.dense({ units: 5, activation: 'relu', inputShape: [4], name: 'hidden' }),
      batchNormalization({ name: 'standard' }),
      layers.dense({ units: 3, name: 'scores' }),
    ],
  })
const cnn = () =>
  sequential({
    layers: [
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [10, 10, 3], name: 'conv1' }),
      batchNormalization({ name: 'bn1' }),
      layers.reLU({}),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({
        kernelSize: 3,
        depthMultiplier: 2,
        useBias: false,
        activation: 'relu',
        name: 'depthwise',
      }),
      layers.flatten(),
      batchNormalization({ name: 'bn2' }),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 3, name: 'fc' }),
    ],
  })
const generator = () =>
  sequential({
    layers: [
      layers.dense({ units: 18, inputShape: [4], name: 'fc' }),
      layers.reLU({}),
      layers.reshape({ targetShape: [3, 3, 2] }),
      layers.conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2, name: 'up' }),
    ],
  })
const text = () =>
  sequential({
    layers: [
      layers.embedding({ inputDim: 20, outputDim: 6, inputLength: 7, name: 'words' }),
      layers.bidirectional({
        layer: layers.lstm({
          units: 4,
          returnSequences: true,
          recurrentActivation: 'sigmoid',
          recurrentInitializer: 'zeros',
        }) as never,
        mergeMode: 'concat',
        name: 'lstm',
      }),
      new LayerNormalization({ name: 'norm' }) as layers.Layer,
      layers.globalAveragePooling1d(),
      layers.dense({ units: 2, name: 'fc' }),
    ],
  })
const gru = (name: string) =>
  new GRU({
    units: 4,
    returnSequences: true,
    recurrentInitializer: { className: 'Zeros', config: {} },
    name,
  } as ConstructorParameters<typeof GRU>[0]) as layers.Layer
const series = () =>
  sequential({
    layers: [
      layers.conv1d({
        filters: 3,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [6, 2],
        name: 'conv',
      }),
      gru('first'),
      gru('second'),
      layers.simpleRNN({ units: 3, returnSequences: true, recurrentInitializer: 'zeros', name: 'rnn' }),
      layers.flatten(),
      layers.dense({ units: 2, name: 'fc' }),
    ],
  })
const wave = () =>
  sequential({
    layers: [
      layers.conv1d({ filters: 3, kernelSize: 3, padding: 'same', inputShape: [6, 2], name: 'conv' }),
      layers.prelu({ sharedAxes: [1], name: 'slope' }),
      layers.flatten(),
      layers.dense({ units: 2, name: 'fc' }),
    ],
  })

const built: Record<string, [() => LayersModel, LoadStateDictOptions]> = {
  mlp: [mlp, { map: 'order' }],
  cnn: [cnn, {}],
  generator: [generator, {}],
  text: [text, {}],
  series: [series, { map: { 'gru.l0': 'first', 'gru.l1': 'second' } }],
  wave: [wave, {}],
}
const readable = cases.filter(({ file }) => !file.startsWith('whole'))

function outputs(model: LayersModel, { shape, values }: Recorded): number[] {
  return tf.tidy(() => [...(model.predict(tf.tensor(values, shape, model.inputs[0]!.dtype)) as tf.Tensor).dataSync()])
}
function expectClose(model: LayersModel, input: Recorded, values: readonly number[]): void {
  for (const [index, value] of outputs(model, input).entries()) {
    expect(Math.abs(value - values[index]!)).toBeLessThanOrEqual(1e-5)
  }
}

describe('loadStateDict', () => {
  it.each(readable)("gives PyTorch's numbers: $file", async ({ file, input, output }) => {
    const [build, options] = built[file.split(/[-.]/)[0]!]!
    const model = build()
    await expectNoLeaks(() => loadStateDict(model, fileOf(file), options))
    expectClose(model, input, output.values)
    model.dispose()
  })

  it.each(readable)('and again from what toStateDict writes: $file', async ({ file, input, output }) => {
    const [build, options] = built[file.split(/[-.]/)[0]!]!
    const [model, again] = [build(), build()]
    await loadStateDict(model, fileOf(file), options)
    await loadStateDict(again, await toStateDict(model))
    expectClose(again, input, output.values)
    model.dispose()
    again.dispose()
  })

  it('flattens pixel by pixel, if the module does', async () => {
    const [model, again] = [cnn(), cnn()]
    await loadStateDict(model, fileOf('cnn.safetensors'), { flatten: 'channelsLast' })
    await loadStateDict(again, await toStateDict(model, { flatten: 'channelsLast' }), { flatten: 'channelsLast' })
    const { input, output } = cases.find(({ file }) => file === 'cnn.safetensors')!
    const values = outputs(model, input)
    expect(values).not.toEqual(output.values)
    expect(outputs(again, input)).toEqual(values)
  })

  it('does not load gates into layers that have other activations', async () => {
    const model = sequential({
      layers: [layers.lstm({ units: 4, inputShape: [7, 6], recurrentInitializer: 'zeros', name: 'lstm' })],
    })
    await expect(toStateDict(model)).rejects.toThrow(/recurrentActivation=hardSigmoid, PyTorch's has tanh and sigmoid/)
  })

  it.each<[string, () => LayersModel, string, LoadStateDictOptions, RegExp]>([
    ['names that do not fit', mlp, 'mlp.pth', {}, /lacks hidden\.weight \[5,4\].*also has 0\.weight.*map: 'order'/],
    ['a map with an unknown module', mlp, 'mlp.pth', { map: { 1: 'hidden' } }, /the module 1, which it has not/],
    ['a map with an unknown layer', mlp, 'mlp.pth', { map: { 0: 'hiden' } }, /the layer hiden, .*did you mean hidden/],
    [
      'two modules for a layer',
      mlp,
      'mlp.pth',
      { map: { 0: 'hidden', 3: 'hidden' } },
      /hidden is both the module 0 and/,
    ],
    ['another number of modules', cnn, 'mlp.pth', { map: 'order' }, /3 modules with tensors.*5 layers with weights/],
    ['an order that is not kept', cnn, 'cnn.safetensors', { map: 'order' }, /does not keep the order of its modules/],
    [
      'another shape',
      mlp,
      'mlp.pth',
      { map: { 3: 'hidden' } },
      /3\.weight has the shape \[3,5\], .*hidden needs \[5,4\]/,
    ],
    ['a whole module', mlp, 'whole-module.pth', {}, /torch\.nn\.modules\.\S+, and only tensors.*state_dict\(\)/],
    ['a call of a function', mlp, 'hostile.pth', {}, /holds a (posix|os|nt)\.system, and only tensors/],
    ['an unknown option', mlp, 'mlp.pth', { Map: 'order' } as object, /Did you mean map/],
    ['a negative epsilon', mlp, 'mlp.pth', { epsilon: -1 }, /epsilon=-1/],
    ['an unknown order', mlp, 'mlp.pth', { flatten: 'rows' as 'channelsLast' }, /flatten=rows/],
  ])('throws for %s, and changes nothing', async (_, build, file, options, message) => {
    const model = build()
    const before = model.getWeights().map((weight) => [...weight.dataSync()])
    await expectNoLeaks(() => expect(loadStateDict(model, fileOf(file), options)).rejects.toThrow(message))
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before)
    model.dispose()
  })

  it('executes nothing', () => expect(existsSync('/tmp/executed')).toBe(false))

  it('loads what fits with strict: false, and says what does not', async () => {
    const model = mlp()
    const map = { 0: 'hidden' }
    expect(await loadStateDict(model, fileOf('mlp.pth'), { map, strict: false })).toEqual({
      missing: [
        'standard.weight [5]',
        'standard.bias [5]',
        'standard.running_mean [5]',
        'standard.running_var [5]',
        'scores.weight [3,5]',
        'scores.bias [3]',
      ],
      unexpected: ['2.weight', '2.bias', '2.running_mean', '2.running_var', '3.weight', '3.bias'],
    })
  })

  it('throws for any damaged byte, within bounds', async () => {
    const bytes = new Uint8Array(readFileSync(fileOf('mlp-legacy.pth')))
    const model = mlp()
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = bytes.slice(0, at % 2 === 0 ? bytes.length : at)
      damaged[at % damaged.length || 0] = 0xff
      await loadStateDict(model, damaged, { map: 'order', allowNonFinite: true }).catch((error: Error) => {
        expect(error.message).toMatch(/^loadStateDict: expected /)
      })
    }
    model.dispose()
  })

  it("knows torchvision's names of DenseNet, and does not mix up other networks", async () => {
    const network = await denseNet121({ weights: null, inputShape: [32, 32, 3], classes: 4 })
    const [one, ...others] = [
      'features.conv0',
      'features.norm0',
      'features.denseblock4.denselayer16.conv2',
      'features.transition1.conv',
      'features.norm5',
      'classifier',
    ]
    const layersOfModel = ['conv1_conv', 'conv1_bn', 'conv5_block16_2_conv', 'pool2_conv', 'bn', 'predictions']
    const map = Object.fromEntries([one!, ...others].map((module, index) => [module, layersOfModel[index]!]))
    const bytes = await toStateDict(network, { map })
    const { missing } = await loadStateDict(network, bytes, { strict: false })
    for (const layer of layersOfModel) expect(missing.join()).not.toContain(`${layer}.weight`)
    const other = await resNet50({ weights: null, inputShape: [32, 32, 3], classes: 4 })
    const named = await toStateDict(other, { map: { 'layer1.0.conv1': 'conv2_block1_1_conv' } })
    await expect(loadStateDict(other, named)).rejects.toThrow(
      /torchvision's resnet has strides and paddings at other places/,
    )
    network.dispose()
    other.dispose()
  }, 60_000)
})

describe('saveStateDict', () => {
  it("writes PyTorch's names and shapes", async () => {
    const path = join(temporaryDirectory(), 'cnn.safetensors')
    const model = cnn()
    await saveStateDict(model, path, { map: { 'features.0': 'conv1' } })
    const header = new TextDecoder().decode(readFileSync(path).subarray(8, 1200))
    expect(header).toContain('"features.0.weight":{"dtype":"F32","shape":[4,3,3,3]')
    expect(header).toContain('"depthwise.weight":{"dtype":"F32","shape":[8,1,3,3]')
    await expect(saveStateDict(model, 'cnn.pt')).rejects.toThrow(/ends in \.safetensors, received path=cnn\.pt/)
    await expect(toStateDict(model, { map: { a: 'conv' } })).rejects.toThrow(/the layer conv, .*did you mean conv1/)
  })

  it('writes stacked recurrent layers as one module', async () => {
    const model = series()
    const map = { 'gru.l0': 'first', 'gru.l1': 'second' }
    const bytes = await toStateDict(model, { map })
    expect(new TextDecoder().decode(bytes)).toContain('"gru.weight_hh_l1"')
    expect(await loadStateDict(model, bytes, { map })).toEqual({ missing: [], unexpected: [] })
  })

  it('names layers that PyTorch has not', async () => {
    const model = sequential({
      layers: [layers.separableConv2d({ filters: 1, kernelSize: 1, inputShape: [2, 2, 1], name: 'two' })],
    })
    await expect(toStateDict(model)).rejects.toThrow(/layer two is a SeparableConv2D, which is no module of PyTorch/)
  })
})
