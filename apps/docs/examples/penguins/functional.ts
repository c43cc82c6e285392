// #region functional
import { summary } from '@dlw/models'
import { input, layers, model } from '@tensorflow/tfjs-layers'

const inputs = input({ shape: [4] })
const hidden = layers.dense({ units: 10, activation: 'relu' }).apply(inputs)
const outputs = layers.dense({ units: 3, activation: 'softmax' }).apply(hidden)
const network = model({ inputs, outputs: outputs as typeof inputs })
console.log(summary(network))
// #endregion
