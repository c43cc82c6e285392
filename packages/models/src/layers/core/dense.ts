import * as tf from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { withLora } from './lora.ts'

/** TensorFlow.js's own layer, which fuses bias and activation, with LoRA. See Keras: `keras.layers.Dense`. */
export class Dense extends tf.serialization.Serializable {
  static readonly className: string = 'Dense'

  static override fromConfig<Made extends tf.serialization.Serializable>(
    _: unknown,
    config: tf.serialization.ConfigDict,
  ): Made {
    return withLora(layers.dense(config as never), config) as unknown as Made
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {}
  }
}
