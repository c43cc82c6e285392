export type { BackboneOptions, BackboneWeights } from './backbones/backbone-options.ts'
export {
  type DecodedPrediction,
  type DecodePredictionsOptions,
  decodePredictions,
} from './backbones/decode-predictions.ts'
export { denseNet121, denseNet169, denseNet201 } from './backbones/dense-net.ts'
export { imageNetClasses } from './backbones/imagenet-classes.ts'
export { type LoadBackboneOptions, loadBackbone } from './backbones/load-backbone.ts'
export { type MobileNetOptions, mobileNet } from './backbones/mobile-net.ts'
export { mobileNetV2 } from './backbones/mobile-net-v2.ts'
export { type PreprocessImagesOptions, preprocessImages } from './backbones/preprocess-images.ts'
export { resNet50 } from './backbones/res-net.ts'
export { type AugmentationLayersOptions, augmentationLayers } from './builders/augmentation-layers.ts'
export {
  type ConvolutionalBlock,
  type ConvolutionalNetworkOptions,
  convolutionalNetwork,
} from './builders/convolutional-network.ts'
export { type Activation, type DenseNetworkOptions, denseNetwork } from './builders/dense-network.ts'
export { freeze } from './builders/freeze.ts'
export { type SiameseNetworkOptions, siameseNetwork } from './builders/siamese-network.ts'
export { type SplitModel, type SplitModelOptions, splitModel } from './builders/split-model.ts'
export { type TransferModelOptions, transferModel } from './builders/transfer-model.ts'
export { type UnfreezeOptions, unfreeze } from './builders/unfreeze.ts'
export { type ExtractFeaturesOptions, extractFeatures } from './features/extract-features.ts'
export { type LoadKerasOptions, loadKeras, loadKerasWeights } from './keras/load-keras.ts'
export type { FileSource } from './keras/read-bytes.ts'
export type { KerasCompilation } from './keras/read-compilation.ts'
export { type LambdaFunction, type LayerClass, registerKerasLayer } from './keras/register-keras-layer.ts'
export { type SaveKerasOptions, saveKeras } from './keras/save-keras.ts'
export { type KerasFormat, type ToKerasOptions, toKeras } from './keras/to-keras.ts'
export { type BatchNormalizationOptions, batchNormalization } from './layers/batch-normalization.ts'
export { type DropoutOptions, dropout } from './layers/dropout.ts'
export { type GlobalPooling2dOptions, globalPooling2d } from './layers/global-pooling.ts'
export { type ResizeWithPadOptions, resizeWithPad } from './layers/images/resize-with-pad.ts'
export { registerLayers } from './layers/register-layers.ts'
export { loadModel } from './saving/load-model.ts'
export { type ModelCardOptions, modelCard } from './saving/model-card.ts'
export { saveModel } from './saving/save-model.ts'
export { type ParameterCount, parameterCount } from './summary/parameter-count.ts'
export { type SummaryOptions, summary } from './summary/summary.ts'
export { loadWeights, saveWeights } from './weights/weights-file.ts'
