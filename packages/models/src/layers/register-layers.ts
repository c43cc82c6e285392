import { serialization } from '@tensorflow/tfjs-core'
import { registerActivations } from './activations.ts'
import { BatchNormalization } from './batch-normalization.ts'
import { CenterCrop } from './center-crop.ts'
import { Dropout } from './dropout.ts'
import { Flatten } from './flatten.ts'
import { GlobalAveragePooling2D, GlobalMaxPooling2D } from './global-pooling.ts'
import { GroupNormalization, UnitNormalization } from './group-normalization.ts'
import { GRU } from './gru.ts'
import { LayerNormalization } from './layer-normalization.ts'
import {
  RandomBrightness,
  RandomContrast,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
} from './random-images.ts'
import { ELU, ReLU } from './re-lu.ts'
import { ResizeWithPad } from './resize-with-pad.ts'
import { Resizing, UpSampling2D } from './resizing.ts'
import { Cropping1D, UpSampling1D, ZeroPadding1D } from './sequence-layers.ts'
import { Subtract } from './subtract.ts'

/**
 * Makes this package's layers and activations known to TensorFlow.js, so that models with them can be loaded; where
 * TensorFlow.js has one of that name which differs from Keras's, ours takes its place. Loaders call it; a second call
 * changes nothing.
 *
 * @see Keras: `keras.saving.register_keras_serializable`
 * @example
 * ```ts
 * import { registerLayers } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs-layers'
 *
 * registerLayers()
 * const layer = tf.layers.dense({ units: 2, activation: 'leakyRelu' as 'relu' })
 * console.log(layer.getConfig().activation) // → leakyRelu
 * ```
 */
export function registerLayers(): void {
  const classes = [
    BatchNormalization,
    CenterCrop,
    Cropping1D,
    Dropout,
    ELU,
    Flatten,
    GlobalAveragePooling2D,
    GlobalMaxPooling2D,
    GRU,
    GroupNormalization,
    LayerNormalization,
    RandomBrightness,
    RandomContrast,
    RandomFlip,
    RandomRotation,
    RandomTranslation,
    RandomZoom,
    ReLU,
    ResizeWithPad,
    Resizing,
    Subtract,
    UnitNormalization,
    UpSampling1D,
    UpSampling2D,
    ZeroPadding1D,
  ]
  for (const one of classes)
    serialization.registerClass(one as unknown as serialization.SerializableConstructor<serialization.Serializable>)
  registerActivations()
}
