// #region borders
import { layers } from '@tensorflow/tfjs-layers'

for (const padding of ['valid', 'same'] as const) {
  const convolution = layers.conv2d({ filters: 50, kernelSize: 3, padding })
  console.log(padding, convolution.computeOutputShape([null, 64, 64, 3]))
}
// #endregion
