// #region sparse
import { categoricalCrossentropy, sparseCategoricalCrossentropy } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'

const logits = tf.tensor2d([[2, -1, 0.5]])

const fromClassNumber = sparseCategoricalCrossentropy({ fromLogits: true })(tf.tensor2d([[2]]), logits)
const fromOneHot = categoricalCrossentropy()(tf.tensor2d([[0, 0, 1]]), tf.softmax(logits))
console.log(fromClassNumber.dataSync()[0]!.toFixed(4), fromOneHot.dataSync()[0]!.toFixed(4))
// #endregion
