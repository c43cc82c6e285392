import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { loadKeras } from './load-keras.ts'
import { writeHdf5 } from './write-hdf5.ts'

/** A whole model as tf.keras 2 wrote it: lists for calls, `batch_input_shape`, axes as lists, weights with `:0`. */
const config = {
  class_name: 'Functional',
  config: {
    name: 'model',
    layers: [
      {
        class_name: 'InputLayer',
        config: { batch_input_shape: [null, 2], dtype: 'float32', name: 'a' },
        name: 'a',
        inbound_nodes: [],
      },
      {
        class_name: 'InputLayer',
        config: { batch_input_shape: [null, 2], dtype: 'float32', name: 'b' },
        name: 'b',
        inbound_nodes: [],
      },
      {
        class_name: 'Add',
        config: { name: 'add', trainable: true, dtype: 'float32' },
        name: 'add',
        inbound_nodes: [
          [
            ['a', 0, 0, {}],
            ['b', 0, 0, {}],
          ],
        ],
      },
      {
        class_name: 'BatchNormalization',
        config: {
          name: 'bn',
          trainable: true,
          dtype: 'float32',
          axis: [1],
          momentum: 0.99,
          epsilon: 0.001,
          center: true,
          scale: true,
        },
        name: 'bn',
        inbound_nodes: [[['add', 0, 0, {}]]],
      },
      {
        class_name: 'Dense',
        config: {
          name: 'dense',
          dtype: 'float32',
          units: 1,
          activation: 'hard_sigmoid',
          use_bias: true,
          kernel_regularizer: null,
        },
        name: 'dense',
        inbound_nodes: [[['bn', 0, 0, {}]]],
      },
    ],
    input_layers: [
      ['a', 0, 0],
      ['b', 0, 0],
    ],
    output_layers: [['dense', 0, 0]],
  },
}

it('loadKeras reads whole models of Keras 2, with its own hard sigmoid', async () => {
  const bytes = await writeHdf5((file) => {
    file.text('', 'model_config', JSON.stringify(config))
    file.text('', 'keras_version', '2.12.0')
    file.texts('model_weights', 'layer_names', ['a', 'b', 'add', 'bn', 'dense'])
    for (const name of ['a', 'b', 'add']) file.texts(`model_weights/${name}`, 'weight_names', [])
    const weights = (layer: string, values: Record<string, [number[], number[]]>) => {
      const names = Object.keys(values).map((name) => `${layer}/${name}:0`)
      file.texts(`model_weights/${layer}`, 'weight_names', names)
      for (const [name, [data, shape]] of Object.entries(values)) {
        file.dataset(`model_weights/${layer}/${layer}/${name}:0`, Float32Array.from(data), shape)
      }
    }
    weights('bn', {
      gamma: [[2, 1], [2]],
      beta: [[0, 1], [2]],
      moving_mean: [[1, 0], [2]],
      moving_variance: [[0.999, 0.999], [2]],
    })
    weights('dense', {
      kernel: [
        [0.5, -1],
        [2, 1],
      ],
      bias: [[0.25], [1]],
    })
  })
  const model = await loadKeras(bytes)
  const [y] = (model.predict([tf.tensor2d([[1, 2]]), tf.tensor2d([[3, -1]])]) as tf.Tensor).dataSync()
  const x = [(4 - 1) * 2, 1 + 1].map((value, index) => value * [0.5, -1][index]!)
  expect(y).toBeCloseTo(0.2 * (x[0]! + x[1]! + 0.25) + 0.5, 6)
})
