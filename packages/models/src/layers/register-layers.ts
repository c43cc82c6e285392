import { serialization } from '@tensorflow/tfjs-core'
import { registerActivations } from './activations.ts'
import { layerClasses } from './layer-classes.ts'

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
  for (const one of layerClasses())
    serialization.registerClass(one as unknown as serialization.SerializableConstructor<serialization.Serializable>)
  registerActivations()
}
