import * as tf from '@tensorflow/tfjs-core'
import { input, type LayersModel, layers, model } from '@tensorflow/tfjs-layers'
import { expect, it } from 'vitest'
import { batchNormalization } from '../layers/batch-normalization.ts'
import { parameterCount } from '../summary/parameter-count.ts'
import { apply } from './apply-layer.ts'
import { denseNetwork } from './dense-network.ts'
import { freeze } from './freeze.ts'
import { unfreeze } from './unfreeze.ts'

/** A base with two batch normalizations, one of them a level deeper, and a head. */
function withBase(): { base: LayersModel; whole: LayersModel } {
  const inner = denseNetwork({ inputs: 5, hidden: [4], outputs: 4, batchNormalization: true, name: 'inner' })
  const baseInput = input({ shape: [5] })
  const base = model({
    inputs: baseInput,
    outputs: apply(batchNormalization({ name: 'bn' }), apply(inner, baseInput)),
    name: 'base',
  })
  const inputs = input({ shape: [5] })
  const outputs = apply(layers.dense({ units: 1, name: 'head' }), apply(base, inputs))
  return { base, whole: model({ inputs, outputs }) }
}

async function train(network: LayersModel): Promise<void> {
  network.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  const [x, y] = [tf.randomNormal([32, 5], 3, 4, 'float32', 1), tf.randomNormal([32, 1], 0, 1, 'float32', 2)]
  await network.fit(x, y, { epochs: 3, verbose: 0 })
}

const values = (network: LayersModel) => network.getWeights().map((weight) => [...weight.dataSync()])

it('freeze keeps every weight and every moving statistic of a base bit for bit while the head trains', async () => {
  const { base, whole } = withBase()
  freeze(base)
  const [before, head] = [values(base), whole.getLayer('head').getWeights()[0]!.dataSync()]
  await train(whole)
  expect(values(base)).toEqual(before)
  expect(whole.getLayer('head').getWeights()[0]!.dataSync()).not.toEqual(head)
  expect(parameterCount(whole).trainable).toBe(5)
})

it('a base that is not frozen changes, moving statistics included', async () => {
  const { base, whole } = withBase()
  const before = values(base)
  await train(whole)
  for (const [index, weight] of values(base).entries()) expect(weight).not.toEqual(before[index])
})

it('unfreeze gives everything back, or what comes from a layer on', () => {
  const network = denseNetwork({ inputs: 4, hidden: [10, 10], outputs: 3 })
  freeze(network)
  expect(parameterCount(network).trainable).toBe(0)
  unfreeze(network, { from: 'dense_2' })
  expect(parameterCount(network).trainable).toBe(33)
  unfreeze(network, { from: 'dense_1' })
  expect(parameterCount(network).trainable).toBe(143)
  unfreeze(network)
  expect(parameterCount(network).nonTrainable).toBe(0)
})

it('unfreeze names the layers there are when it does not find the one asked for', () => {
  const network = denseNetwork({ inputs: 4, hidden: [], outputs: 3 })
  expect(() => unfreeze(network, { from: 'conv5' })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: unfreeze: expected the name of a layer, received from=conv5. The model has input_layer, dense.]`,
  )
})
