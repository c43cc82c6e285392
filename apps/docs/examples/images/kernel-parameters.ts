// #region kernels
import { layers } from '@tensorflow/tfjs-layers'

for (const size of [32, 64, 1024]) {
  const convolution = layers.conv2d({ filters: 100, kernelSize: 3, useBias: false })
  convolution.build([null, size, size, 3])
  console.log(`pictures of ${size} × ${size}: ${convolution.countParams()} weights`)
}
// #endregion

const one = layers.conv2d({ filters: 100, kernelSize: 3, useBias: false })
one.build([null, 32, 32, 3])
export const numbers = { kernelWeights: one.countParams() }
