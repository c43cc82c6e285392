// #region edge
import * as tf from '@tensorflow/tfjs-core'

// Dark above, bright below.
const picture = [
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [5, 5, 5, 5, 5, 5],
  [5, 5, 5, 5, 5, 5],
  [5, 5, 5, 5, 5, 5],
]
const kernel = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
]

const input = tf.tensor3d(picture.flat(), [6, 6, 1])
const answer = tf.conv2d(input, tf.tensor4d(kernel.flat(), [3, 3, 1, 1]), 1, 'valid')
console.log(`${tf.squeeze(answer)}`)
// #endregion
