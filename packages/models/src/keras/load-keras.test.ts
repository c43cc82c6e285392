import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../summary/parameter-count.ts'
import { namedWeights } from '../weights/named-weights.ts'
import { loadKeras, loadKerasWeights } from './load-keras.ts'

type Nested = number | Nested[]
interface Case {
  name: string
  files: string[]
  model: string
  parameters: number
  trainable: number
  layers: string[]
  inputs: Nested[]
  outputs: Nested[]
}
const { models } = golden<{ models: Case[] }>('keras-models')
const fileOf = (name: string) => fileURLToPath(new URL(`../../../testing/golden/keras-models/${name}`, import.meta.url))

function expectPredictions(model: LayersModel, { inputs, outputs }: Case): void {
  tf.tidy(() => {
    const given = inputs.map((values, index) => tf.cast(tf.tensor(values as number[]), model.inputs[index]!.dtype))
    const received = [model.predict(given.length === 1 ? given[0]! : given)].flat()
    for (const [index, expected] of outputs.entries()) {
      tf.test_util.expectArraysClose(received[index]!.arraySync() as number[], expected as number[], 1e-5)
    }
  })
}

describe.each(models)('the model $name of Keras', (one) => {
  it.each(one.files.filter((file) => !file.endsWith('.weights.h5')))(
    'predicts the same after loadKeras(%s)',
    async (file) => {
      const before = tf.memory().numTensors
      const model = await loadKeras(fileOf(file))
      expect(tf.memory().numTensors - before).toBe(namedWeights(model).size)
      expectPredictions(model, one)
      expect(model.name).toBe(one.model)
      expect(model.layers.map(({ name }) => name)).toEqual(one.layers)
      expect(parameterCount(model).total).toBe(one.parameters)
      expect(parameterCount(model).trainable).toBe(one.trainable)
    },
  )

  it.each(one.files.filter((file) => file.endsWith('.weights.h5')))(
    'predicts the same after loadKerasWeights(%s)',
    async (file) => {
      const model = await loadKeras(fileOf(`${one.name}.keras`))
      model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)))
      await loadKerasWeights(model, readFileSync(fileOf(file)))
      expectPredictions(model, one)
    },
  )
})
