import { KerasOperation } from '../operators/keras-operation.ts'
import { AdditiveAttention, Attention } from './attention/attention.ts'
import { EinsumDense } from './attention/einsum-dense.ts'
import { GroupedQueryAttention, MultiHeadAttention } from './attention/multi-head-attention.ts'
import { BatchNormalization } from './batch-normalization.ts'
import {
  Conv1D,
  Conv2D,
  Conv3D,
  DepthwiseConv1D,
  DepthwiseConv2D,
  SeparableConv1D,
  SeparableConv2D,
} from './convolution/convolution-layers.ts'
import { Conv1DTranspose, Conv2DTranspose, Conv3DTranspose } from './convolution/transposed-convolution.ts'
import { Dense } from './core/dense.ts'
import { Embedding } from './core/embedding.ts'
import { Add, Average, Maximum, Minimum, Multiply, Subtract } from './core/merge-layers.ts'
import { Normalization, RMSNormalization } from './core/normalization.ts'
import { OrthogonalRegularizer } from './core/orthogonal-regularizer.ts'
import { CustomScaleLayer, LayerScale, StochasticDepth } from './core/scale-layers.ts'
import {
  Activation,
  ActivityRegularization,
  Identity,
  Masking,
  Rescaling,
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
} from './core/small-layers.ts'
import { Softmax } from './core/softmax.ts'
import { SpectralNormalization } from './core/spectral-normalization.ts'
import { Dropout } from './dropout.ts'
import { Flatten } from './flatten.ts'
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
} from './global-pooling.ts'
import { GroupNormalization, UnitNormalization } from './group-normalization.ts'
import { AutoContrast, inferenceAugmentationClasses } from './images/inference-augmentations.ts'
import {
  RandomBrightness,
  RandomContrast,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
} from './images/random-images.ts'
import { ResizeWithPad } from './images/resize-with-pad.ts'
import { CenterCrop, Resizing, UpSampling2D } from './images/resizing.ts'
import { Cropping3D, UpSampling3D, ZeroPadding3D } from './images/volume-layers.ts'
import { LayerNormalization } from './layer-normalization.ts'
import {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
} from './pooling/pooling-layers.ts'
import { ELU, ReLU } from './re-lu.ts'
import { Bidirectional } from './recurrent/bidirectional.ts'
import { GRUCell, LSTMCell, SimpleRNNCell } from './recurrent/cells.ts'
import { ConvLSTM1D, ConvLSTM2D, ConvLSTM3D } from './recurrent/conv-lstm.ts'
import { GRU, LSTM, RNN, SimpleRNN } from './recurrent/recurrent-layers.ts'
import { TimeDistributed } from './recurrent/time-distributed.ts'
import { Cropping1D, UpSampling1D, ZeroPadding1D } from './sequence-layers.ts'
import { CategoryEncoding, Discretization } from './text/category-layers.ts'
import { IntegerLookup, StringLookup } from './text/lookup.ts'
import { TextVectorization } from './text/text-vectorization.ts'

/** A class that can occur in model files. */
export interface NamedClass {
  readonly className: string
}

/** All classes of this package that can occur in model files. */
export function layerClasses(): NamedClass[] {
  return [
    Activation,
    ActivityRegularization,
    AdaptiveAveragePooling1D,
    AdaptiveAveragePooling2D,
    AdaptiveAveragePooling3D,
    AdaptiveMaxPooling1D,
    AdaptiveMaxPooling2D,
    AdaptiveMaxPooling3D,
    Add,
    AdditiveAttention,
    Attention,
    AutoContrast,
    Average,
    AveragePooling1D,
    AveragePooling2D,
    AveragePooling3D,
    BatchNormalization,
    Bidirectional,
    CategoryEncoding,
    CenterCrop,
    Conv1D,
    Conv1DTranspose,
    Conv2D,
    Conv2DTranspose,
    Conv3D,
    Conv3DTranspose,
    ConvLSTM1D,
    ConvLSTM2D,
    ConvLSTM3D,
    Cropping1D,
    Cropping3D,
    CustomScaleLayer,
    Dense,
    DepthwiseConv1D,
    DepthwiseConv2D,
    Discretization,
    Dropout,
    EinsumDense,
    ELU,
    Embedding,
    Flatten,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalAveragePooling3D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    GlobalMaxPooling3D,
    GroupedQueryAttention,
    GroupNormalization,
    GRU,
    GRUCell,
    Identity,
    IntegerLookup,
    KerasOperation,
    LayerNormalization,
    LayerScale,
    LSTM,
    LSTMCell,
    Masking,
    Maximum,
    MaxPooling1D,
    MaxPooling2D,
    MaxPooling3D,
    Minimum,
    MultiHeadAttention,
    Multiply,
    Normalization,
    OrthogonalRegularizer,
    RandomBrightness,
    RandomContrast,
    RandomFlip,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
    ReLU,
    Rescaling,
    ResizeWithPad,
    Resizing,
    RMSNormalization,
    RNN,
    SeparableConv1D,
    SeparableConv2D,
    SimpleRNN,
    SimpleRNNCell,
    Softmax,
    SpatialDropout1D,
    SpatialDropout2D,
    SpatialDropout3D,
    SpectralNormalization,
    StochasticDepth,
    StringLookup,
    Subtract,
    TextVectorization,
    TimeDistributed,
    UnitNormalization,
    UpSampling1D,
    UpSampling2D,
    UpSampling3D,
    ZeroPadding1D,
    ZeroPadding3D,
    ...inferenceAugmentationClasses(),
  ] as unknown as NamedClass[]
}
