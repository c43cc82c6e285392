// #region sequential
import { parameterCount } from '@dlw/models'
import { layers, sequential } from '@tensorflow/tfjs-layers'

const network = sequential({
  layers: [
    layers.dense({ units: 10, activation: 'relu', inputShape: [4] }),
    layers.dense({ units: 3, activation: 'softmax' }),
  ],
})
console.log(parameterCount(network))
// #endregion
