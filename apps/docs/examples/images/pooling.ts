// #region pooling
import * as tf from '@tensorflow/tfjs-core'

const map = [
  [1, 3, 0, 0],
  [2, 9, 1, 0],
  [0, 0, 4, 5],
  [7, 0, 6, 2],
]
const pooled = tf.maxPool(tf.tensor3d(map.flat(), [4, 4, 1]), 2, 2, 'valid')
console.log(`${tf.squeeze(pooled)}`)
// #endregion
