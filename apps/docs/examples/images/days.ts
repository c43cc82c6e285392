// #region days
import { layers, sequential } from '@tensorflow/tfjs-layers'

// A week of weather, 89 measurements a day: kernels slide along the days.
const network = sequential({
  layers: [
    layers.conv1d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [7, 89] }),
    layers.flatten(),
    layers.dense({ units: 1 }),
  ],
})
console.log(network.layers.map((layer) => layer.outputShape))
// #endregion
