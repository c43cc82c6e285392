export type { BackboneOptions, BackboneWeights, PreprocessingBackboneOptions } from './backbones/backbone-options.ts'
export {
  type DecodedPrediction,
  type DecodePredictionsOptions,
  decodePredictions,
} from './backbones/decode-predictions.ts'
export { imageNetClasses } from './backbones/imagenet-classes.ts'
export { type LoadBackboneOptions, loadBackbone } from './backbones/load-backbone.ts'
export {
  convNeXtBase,
  convNeXtLarge,
  convNeXtSmall,
  convNeXtTiny,
  convNeXtXLarge,
} from './backbones/networks/conv-next.ts'
export { denseNet121, denseNet169, denseNet201 } from './backbones/networks/dense-net.ts'
export {
  efficientNetB0,
  efficientNetB1,
  efficientNetB2,
  efficientNetB3,
  efficientNetB4,
  efficientNetB5,
  efficientNetB6,
  efficientNetB7,
} from './backbones/networks/efficient-net.ts'
export {
  efficientNetV2B0,
  efficientNetV2B1,
  efficientNetV2B2,
  efficientNetV2B3,
  efficientNetV2L,
  efficientNetV2M,
  efficientNetV2S,
} from './backbones/networks/efficient-net-v2.ts'
export { inceptionResNetV2 } from './backbones/networks/inception-res-net-v2.ts'
export { inceptionV3 } from './backbones/networks/inception-v3.ts'
export { type MobileNetOptions, mobileNet } from './backbones/networks/mobile-net.ts'
export { mobileNetV2 } from './backbones/networks/mobile-net-v2.ts'
export { type MobileNetV3Options, mobileNetV3Large, mobileNetV3Small } from './backbones/networks/mobile-net-v3.ts'
export { nasNetLarge, nasNetMobile } from './backbones/networks/nas-net.ts'
export { resNet50, resNet101, resNet152 } from './backbones/networks/res-net.ts'
export { resNet50V2, resNet101V2, resNet152V2 } from './backbones/networks/res-net-v2.ts'
export { vgg16, vgg19 } from './backbones/networks/vgg.ts'
export { xception } from './backbones/networks/xception.ts'
export { type PreprocessImagesOptions, preprocessImages } from './backbones/preprocess-images.ts'
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
export {
  type TextConvolutionalNetworkOptions,
  type TextNetworkOptions,
  textConvolutionalNetwork,
} from './builders/text-convolutional-network.ts'
export { type TransferModelOptions, transferModel } from './builders/transfer-model.ts'
export { type TransformerClassifierOptions, transformerClassifier } from './builders/transformer-classifier.ts'
export { type UnfreezeOptions, unfreeze } from './builders/unfreeze.ts'
export { type ExtractFeaturesOptions, extractFeatures } from './features/extract-features.ts'
export { type LoadKerasOptions, loadKeras, loadKerasWeights } from './keras/load-keras.ts'
export type { FileSource } from './keras/read/read-bytes.ts'
export type { KerasCompilation } from './keras/read/read-compilation.ts'
export { type LambdaFunction, type LayerClass, registerKerasLayer } from './keras/register-keras-layer.ts'
export { type SaveKerasOptions, saveKeras } from './keras/write/save-keras.ts'
export { type KerasFormat, type ToKerasOptions, toKeras } from './keras/write/to-keras.ts'
export { type BatchNormalizationOptions, batchNormalization } from './layers/batch-normalization.ts'
export { type EnableLoraOptions, enableLora } from './layers/core/lora.ts'
export { type DropoutOptions, dropout } from './layers/dropout.ts'
export { type GlobalPooling2dOptions, globalPooling2d } from './layers/global-pooling.ts'
export { type ResizeWithPadOptions, resizeWithPad } from './layers/images/resize-with-pad.ts'
export { registerLayers } from './layers/register-layers.ts'
export { type LoadModelOptions, loadModel } from './saving/load-model.ts'
export { type ModelCardOptions, modelCard } from './saving/model-card.ts'
export { saveModel } from './saving/save-model.ts'
export { type ParameterCount, parameterCount } from './summary/parameter-count.ts'
export { type SummaryOptions, summary } from './summary/summary.ts'
export { type LoadWeightsOptions, loadWeights, saveWeights } from './weights/weights-file.ts'
