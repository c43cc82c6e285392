// #region library
import { huber, meanSquaredError } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'

const expected = tf.tensor2d([[-1], [-1], [0], [2]])
const predicted = tf.tensor2d([[1], [2], [0], [3]])

const squared = tf.mean(meanSquaredError(expected, predicted)).dataSync()[0]
const huberLoss = tf.mean(huber()(expected, predicted)).dataSync()[0]
console.log({ squared, huberLoss })
// #endregion

export const numbers = { huberLoss }
