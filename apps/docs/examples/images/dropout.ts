// #region dropout
import { dropout } from '@dlw/models'
import * as tf from '@tensorflow/tfjs-core'

const layer = dropout({ rate: 0.5, seed: 3 })
const outputs = tf.tensor2d([[1, 2, 3, 4, 5, 6]])

for (const step of [1, 2, 3]) console.log(`step ${step}: ${layer.apply(outputs, { training: true })}`)
console.log(`predict: ${layer.apply(outputs, { training: false })}`)
// #endregion
