import { serialization } from '@tensorflow/tfjs-core'
import { BatchNormalization } from './batch-normalization.ts'
import { Dropout } from './dropout.ts'
import { Flatten } from './flatten.ts'
import { GlobalAveragePooling2D, GlobalMaxPooling2D } from './global-pooling.ts'
import { ResizeWithPad } from './resize-with-pad.ts'

/**
 * Makes this package's layers known to TensorFlow.js, so that models with them can be loaded. Builders and loaders call
 * it; a second call changes nothing.
 */
export function registerLayers(): void {
  for (const layer of [BatchNormalization, Dropout, Flatten, GlobalAveragePooling2D, GlobalMaxPooling2D, ResizeWithPad])
    serialization.registerClass(layer)
}
