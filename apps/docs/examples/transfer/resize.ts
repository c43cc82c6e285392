// #region resize
import { resizeWithPad } from '@dlw/models'
import * as tf from '@tensorflow/tfjs-core'

const square = tf.tensor4d([0, 4, 8, 12], [1, 2, 2, 1])
const larger = resizeWithPad({ height: 4, width: 4 }).apply(square) as tf.Tensor
console.log(`${tf.squeeze(larger)}`)

const wide = tf.ones([1, 32, 64, 3])
const padded = resizeWithPad({ height: 160, width: 160 }).apply(wide) as tf.Tensor
console.log(
  padded.shape,
  'of which',
  tf.sum(tf.cast(tf.equal(padded, 0), 'int32')).dataSync()[0]! / 3,
  'pixels are black',
)
// #endregion
