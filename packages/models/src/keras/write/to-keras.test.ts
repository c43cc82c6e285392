import { fileURLToPath } from 'node:url'
import { golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../../summary/parameter-count.ts'
import { loadKeras, loadKerasWeights } from '../load-keras.ts'
import { toKeras } from './to-keras.ts'

type Nested = number | Nested[]
const { models } = golden<{ models: { name: string; inputs: Nested[] }[] }>('keras-models')
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../../testing/golden/keras-models/${name}`, import.meta.url))

function predictions(model: LayersModel, inputs: Nested[]): number[][] {
  return tf.tidy(() => {
    const given = inputs.map((values, index) => tf.cast(tf.tensor(values as number[]), model.inputs[index]!.dtype))
    return [model.predict(given.length === 1 ? given[0]! : given)].flat().map((output) => [...output.dataSync()])
  })
}

describe.each(models)('the model $name', ({ name, inputs }) => {
  it.each(['keras', 'h5'] as const)('comes back bit for bit from toKeras as %s', async (format) => {
    const model = await loadKeras(fileOf(`${name}.keras`))
    const again = await loadKeras(await toKeras(model, { format }))
    expect(predictions(again, inputs)).toEqual(predictions(model, inputs))
    expect(parameterCount(again)).toEqual(parameterCount(model))
    const weights = await toKeras(model, { format: 'weights.h5' })
    again.setWeights(again.getWeights().map((weight) => tf.zerosLike(weight)))
    await loadKerasWeights(again, weights)
    expect(predictions(again, inputs)).toEqual(predictions(model, inputs))
  })
})

it('a Sequential that starts with whole numbers keeps their type', async () => {
  const model = sequential({ name: 'words' })
  model.add(layers.embedding({ inputDim: 12, outputDim: 3, inputLength: 5, name: 'embedding' }))
  model.add(layers.globalAveragePooling1d({ name: 'mean' }))
  const again = await loadKeras(await toKeras(model))
  const tokens = tf.tensor2d([[1, 2, 3, 11, 0]], [1, 5], 'int32')
  expect((again.predict(tokens) as tf.Tensor).arraySync()).toEqual((model.predict(tokens) as tf.Tensor).arraySync())
  expect(again.inputs[0]!.dtype).toBe(model.inputs[0]!.dtype)
})
