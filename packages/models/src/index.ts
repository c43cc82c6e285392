export {
  type ConvolutionalBlock,
  type ConvolutionalNetworkOptions,
  convolutionalNetwork,
} from './convolutional-network.ts'
export { type Activation, type DenseNetworkOptions, denseNetwork } from './dense-network.ts'
export { freeze } from './freeze.ts'
export { type BatchNormalizationOptions, batchNormalization } from './layers/batch-normalization.ts'
export { type DropoutOptions, dropout } from './layers/dropout.ts'
export { registerLayers } from './layers/register-layers.ts'
export { loadModel } from './load-model.ts'
export { type ParameterCount, parameterCount } from './parameter-count.ts'
export { saveModel } from './save-model.ts'
export { type SummaryOptions, summary } from './summary.ts'
export { type UnfreezeOptions, unfreeze } from './unfreeze.ts'
