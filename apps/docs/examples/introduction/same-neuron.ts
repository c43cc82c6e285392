// #region layer
import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'

const layer = layers.dense({ units: 1, activation: 'relu' })
const x = tf.tensor2d([[0, 0.5, 1]]) // one sample with three inputs
layer.build(x.shape)
layer.setWeights([tf.tensor2d([[-1], [-0.5], [0.5]]), tf.tensor1d([1])])

const y = layer.apply(x) as tf.Tensor
console.log(`${y}`)
// #endregion
