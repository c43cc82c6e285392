import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { denseNetwork } from '../builders/dense-network.ts'
import { formatBytes } from './format-bytes.ts'
import { parameterCount } from './parameter-count.ts'
import { summary } from './summary.ts'

interface Golden {
  summaries: { name: string; text: string; parameters: object }[]
  sizes: { bytes: number; text: string }[]
}
const { summaries, sizes } = golden<Golden>('keras-summaries')
const keras = (name: string) => summaries.find((entry) => entry.name === name)!

/** Stands in for a network of the lesson whose input layer has a name of its own. */
const namedInput = (text: string) => text.replace('input_layer (InputLayer)', 'input (InputLayer)      ')
const penguins = () => denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax' })
const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
  layer.apply(x) as tf.SymbolicTensor

describe('summary prints what Keras 3 prints', () => {
  it('for the penguins network', () => {
    const model = penguins()
    expect(summary(model)).toBe(keras('penguins').text)
    expect(summary(model, { lineLength: 76 })).toBe(keras('penguins80Columns').text)
    expect(summary(model, { lineLength: 65 })).toBe(keras('penguinsLength65').text)
    expect(parameterCount(model)).toEqual(keras('penguins').parameters)
  })

  it('for a frozen layer, with its column', () => {
    const model = penguins()
    model.layers[0]!.trainable = false
    model.layers[1]!.trainable = false
    expect(summary(model, { showTrainable: true })).toBe(keras('penguinsTrainable').text)
    expect(parameterCount(model)).toEqual(keras('penguinsTrainable').parameters)
  })

  it('for the weather networks', () => {
    const weather = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, name: 'weather_prediction_model' })
    expect(namedInput(summary(weather))).toBe(keras('weather').text)
    const small = denseNetwork({ inputs: 89, hidden: [10, 5], outputs: 1, name: 'model_small' })
    expect(namedInput(summary(small))).toBe(keras('weatherSmall').text)
    const normal = { inputs: 89, hidden: [100, 50], outputs: 1, name: 'model_batchnorm', batchNormalization: true }
    expect(namedInput(summary(denseNetwork(normal)))).toBe(keras('weatherBatchNorm').text)
    expect(namedInput(summary(denseNetwork({ ...normal, inputs: 9 })))).toBe(keras('weatherBasel').text)
    const dropout = { inputs: 163, hidden: [100, 50], outputs: 1, name: 'model_dropout', dropout: 0.2 }
    expect(namedInput(summary(denseNetwork(dropout)))).toBe(keras('weatherDropout').text)
  })

  it('for a Sequential', () => {
    const model = tf.sequential({ name: 'sequential' })
    model.add(tf.layers.dense({ units: 10, inputShape: [4], name: 'dense' }))
    model.add(tf.layers.dense({ units: 3, name: 'dense_1' }))
    expect(summary(model)).toBe(keras('penguinsSequential').text)
  })

  it('for the dense network on images', () => {
    const model = denseNetwork({ inputs: [64, 64, 3], hidden: [50, 50], outputs: 10, name: 'dense_model' })
    expect(summary(model)).toBe(keras('imagesDense').text)
  })

  it('for branches, with what each layer is connected to', () => {
    const [left, right] = [tf.input({ shape: [4], name: 'left' }), tf.input({ shape: [6], name: 'right' })]
    const a = apply(tf.layers.dense({ units: 5, name: 'left_dense' }), left)
    const b = apply(tf.layers.dense({ units: 5, name: 'right_dense' }), right)
    const both = apply(tf.layers.concatenate({ name: 'together' }), [apply(tf.layers.add({ name: 'sum' }), [a, b]), a])
    const outputs = apply(tf.layers.dense({ units: 1, name: 'answer' }), both)
    const model = tf.model({ inputs: [left, right], outputs, name: 'two_branches' })
    expect(summary(model)).toBe(keras('twoBranches').text)
    expect(summary(model, { lineLength: 76 })).toBe(keras('twoBranches80Columns').text)
  })

  it('for a base that two inputs share, folded and expanded', () => {
    const base = tf.sequential({ name: 'base' })
    base.add(tf.layers.dense({ units: 16, inputShape: [20], name: 'dense' }))
    base.add(tf.layers.dense({ units: 8, name: 'dense_1' }))
    const [first, second] = [tf.input({ shape: [20], name: 'first' }), tf.input({ shape: [20], name: 'second' })]
    const outputs = apply(tf.layers.dot({ axes: 1, normalize: true, name: 'cosine' }), [
      apply(base, first),
      apply(base, second),
    ])
    const model = tf.model({ inputs: [first, second], outputs, name: 'siamese' })
    expect(summary(model)).toBe(keras('siamese').text)
    expect(summary(model, { expandNested: true })).toBe(keras('siameseExpanded').text)
  })

  it('for a sequence of unknown length', () => {
    const input = tf.input({ shape: [null], name: 'input_layer' })
    const embedded = apply(tf.layers.embedding({ inputDim: 100, outputDim: 12, name: 'embedding' }), input)
    const lstm = apply(tf.layers.lstm({ units: 8, name: 'lstm', recurrentInitializer: 'zeros' }), embedded)
    const outputs = apply(tf.layers.dense({ units: 1, name: 'dense' }), lstm)
    expect(summary(tf.model({ inputs: input, outputs, name: 'functional' }))).toBe(keras('recurrent').text)
  })

  it('for long names, which are cut, and nested models', () => {
    const input = tf.input({ shape: [8, 8, 3], name: 'a_rather_long_name_for_the_picture_that_comes_in' })
    const name = 'the_first_convolution_with_a_name_that_must_be_broken'
    let x = apply(tf.layers.conv2d({ filters: 4, kernelSize: 3, name }), input)
    const inner = tf.sequential({ name: 'inner' })
    inner.add(tf.layers.depthwiseConv2d({ kernelSize: 3, inputShape: [6, 6, 4], name: 'depthwise_conv2d' }))
    inner.add(tf.layers.batchNormalization({ name: 'batch_normalization' }))
    x = apply(tf.layers.globalAveragePooling2d({ name: 'global_average_pooling2d' } as never), apply(inner, x))
    x = apply(tf.layers.dense({ units: 6, name: 'frozen', trainable: false }), x)
    const outputs = [2, 3].map((units) => apply(tf.layers.dense({ units, name: units === 2 ? 'one' : 'two' }), x))
    const model = tf.model({ inputs: input, outputs, name: 'odd' })
    expect(summary(model)).toBe(keras('odd').text)
    expect(summary(model, { expandNested: true, showTrainable: true })).toBe(keras('oddExpanded').text)
  })
})

it('summary refuses a line too short for its columns', () => {
  expect(() => summary(penguins(), { lineLength: 10 })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: summary: expected room for 3 columns, received lineLength=10. Use 65 or more.]`,
  )
})

it.each(sizes)('formatBytes writes $bytes bytes as $text', ({ bytes, text }) => {
  expect(formatBytes(bytes)).toBe(text)
})
